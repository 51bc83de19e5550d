package invitations.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.feed.guard.ApprovalFileName;
import invitations.feed.guard.ApprovalFileName.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalFileTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "'Name: Ada Lovelace\n', Ada Lovelace",
        "'\uFEFFname :\tAda  \r\n', Ada",
        "'a note\r\nNAME:Ada', Ada",
        "'Name: Zo\u00eb M\u00fcller', Zo\u00eb M\u00fcller",
        "'Name: \n', ''",
        "'Name: \u00a0\n', ''",
        "'Name:\nBob\n', ''",
        "'Surname: Bob\n', ''",
        "'', ''",
    })
    void the_name_stands_behind_its_word(String text, String name) throws IOException {
        assertThat(read(text).name()).isEqualTo(name);
        assertThat(read(text).owner()).isEqualTo(Files.getOwner(home).getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name: Ada\u202eevol", "Name: A\u0007da", "Name: A\u200bda"})
    void a_name_that_cannot_be_shown_is_refused(String text) {
        assertThatExceptionOfType(RefusedApprovalException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining("cannot be shown");
    }

    @Test
    void a_file_is_read_up_to_its_most_and_not_beyond() throws IOException {
        String most = "Name: Ada\n" + " ".repeat(4096 - "Name: Ada\n".length());

        assertThat(read(most).name()).isEqualTo("Ada");
        assertThatExceptionOfType(RefusedApprovalException.class)
                .isThrownBy(() -> read(most + " "))
                .withMessageContaining("more than 4096 bytes");
        assertThatExceptionOfType(RefusedApprovalException.class).isThrownBy(() -> read("Name: " + "a".repeat(201)));
    }

    @Test
    void what_is_not_utf_8_is_refused() throws IOException {
        Path file = Files.write(home.resolve("file"), "Name: J\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(RefusedApprovalException.class)
                .isThrownBy(() -> ApprovalFile.read(home, file))
                .withMessageContaining("save it as 'UTF-8'");
    }

    @Test
    void only_the_name_of_a_template_acts() {
        assertThat(ApprovalFileName.of("APPROVE-0123456789ab.txt"))
                .contains(new ApprovalFileName(Verb.APPROVE, "0123456789ab"));
        assertThat(ApprovalFileName.of("DISCARD-0123456789ab.txt").orElseThrow().template())
                .isEqualTo("DISCARD-0123456789ab.txt.template");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approve-0123456789ab.txt",
                "APPROVE-0123456789AB.txt",
                "APPROVE-0123456789ab",
                "APPROVE-0123456789ab.csv",
                "APPROVE-0123456789ab (1).txt",
                "APPROVE-0123456789ab.txt.txt",
                "DISCARD-all.txt",
                "Discard-x.txt.template"
            })
    void what_looks_like_one_is_none_and_no_list_either(String name) {
        assertThat(ApprovalFileName.of(name)).isEmpty();
        assertThat(ApprovalFileName.isLike(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"people.csv", "approve.csv", "approve-me.csv", "approved-0123456789ab.txt", "READ-ME.txt"})
    void lists_are_lists(String name) {
        assertThat(ApprovalFileName.isLike(name)).isFalse();
    }

    private ApprovalFile read(String text) throws IOException {
        return ApprovalFile.read(home, Files.writeString(home.resolve("file"), text));
    }
}
