package invitations.journey;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.cli.Program;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same file, read in another way than before: every row has its person invited exactly once, and none is in no row. */
class ReadAnewJourneyTest {
    private static final Charset LATIN = Charset.forName("windows-1252");

    @TempDir
    Path folder;

    /** What the feed says wrongly, what it is to say, the file, the limit of the first send, and who is in it. */
    static Stream<Arguments> corrections() {
        return Stream.of(
                Arguments.of(
                        "quote='",
                        "",
                        "email,platform_key,first_name\ncarl@example.org,acme,'t Hooft\n"
                                + "dan@example.org,acme,Jans'\neve@example.org,acme,Eve\nfay@example.org,acme,Fay\n",
                        2,
                        List.of("carl", "dan", "eve", "fay")),
                Arguments.of(
                        "escape=backslash",
                        "",
                        "email,platform_key,first_name\ncarl@example.org,acme,Carl\\\n"
                                + "dan@example.org,acme,Dan\neve@example.org,acme,Eve\nfay@example.org,acme,Fay\n",
                        2,
                        List.of("carl", "dan", "eve", "fay")),
                Arguments.of(
                        "delimiter=;",
                        "",
                        "email,platform_key;x,first_name;email\ncarl@example.org,acme,Carl;wrong1@example.org\n"
                                + "dan@example.org,acme,Dan;wrong2@example.org\neve@example.org,acme,Eve;x\n",
                        1,
                        List.of("carl", "dan", "eve")),
                Arguments.of(
                        "column.email=backup",
                        "column.email=private",
                        "backup,private,platform_key\nother1@example.org,carl@example.org,acme\n"
                                + ",dan@example.org,acme\nother3@example.org,eve@example.org,acme\n",
                        1,
                        List.of("carl", "dan", "eve")));
    }

    @ParameterizedTest
    @MethodSource("corrections")
    void after_the_feed_is_corrected_the_same_file_invites_everybody_once(
            String wrong, String right, String text, int limit, List<String> people) throws IOException {
        try (Stage stage = Stage.open(folder)) {
            Path file = stage.file("people.csv", text);
            stage.feed("default", wrong + "\nplatform-key=acme\n");
            Program.Run first = stage.run("send", "--yes", "--limit", String.valueOf(limit), file.toString());
            assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(3);
            stage.feed("default", right + "\nplatform-key=acme\n");

            Program.Run second = stage.send(file);

            assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
            for (String person : people) {
                assertThat(stage.invited()).containsEntry(person + "@example.org acme", 1L);
            }
            assertThat(stage.invited().values()).containsOnly(1L);
            assertThat(stage.reports()).hasSize(2);
            stage.verify();
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.reports()).hasSize(2);
        }
    }
}
