package invitations.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumVerifierTest {
    /** Of no byte at all, as RFC 6234 and RFC 1321 have it. */
    private static final String SHA_256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    @TempDir
    Path folder;

    private Path file = Path.of(".");

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createFile(folder.resolve("people.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SHA_256,
                SHA_256 + "\r\n",
                "\uFEFF" + SHA_256 + "  people.csv\n",
                SHA_256 + " *people.csv",
                SHA_256 + "  /home/somebody/people.csv",
                "SHA256 (people.csv) = " + SHA_256,
                MD5 + "  other.csv\n\n0000000000000000000000000000000000000000000000000000000000000000  other.csv\n"
                        + SHA_256 + "  people.csv\n"
            })
    void each_way_to_write_it_is_read(String text) throws IOException {
        Path checksum = Files.writeString(folder.resolve("people.csv.SHA256"), text);

        assertThatCode(() -> ChecksumVerifier.verify(file, "people.csv", List.of(checksum)))
                .doesNotThrowAnyException();
    }

    @Test
    void both_must_be_right_and_other_companions_say_nothing() throws IOException {
        Path right = Files.writeString(folder.resolve("people.csv.md5"), MD5.toUpperCase(Locale.ROOT));
        Path marker = Files.writeString(folder.resolve("people.csv.done"), "x");
        ChecksumVerifier.verify(file, "people.csv", List.of(right, marker));

        Path wrong = Files.writeString(folder.resolve("people.csv.sha256"), SHA_256.replace('e', 'f'));
        assertThatThrownBy(() -> ChecksumVerifier.verify(file, "people.csv", List.of(right, wrong)))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.CHECKSUM_MISMATCH))
                .hasMessageContaining("the file's SHA-256 is " + SHA_256 + ", but 'people.csv.sha256' expects f3b0c4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", MD5, SHA_256 + "  a.csv\n" + SHA_256 + "  b.csv"})
    void what_has_no_checksum_of_the_file_refuses_it(String text) throws IOException {
        Path checksum = Files.writeString(folder.resolve("people.csv.sha256"), text);

        assertThatThrownBy(() -> ChecksumVerifier.verify(file, "people.csv", List.of(checksum)))
                .hasMessageContaining("'people.csv.sha256' has no SHA-256 of the file in it");
    }
}
