package invitations.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFileNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"people.csv", "Leute März.csv", "a..b.csv", "$(x);'\"|.csv", "名簿.csv"})
    void an_ordinary_name_is_fine(String name) {
        assertThat(RemoteFileName.problemWith(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../../etc/passwd",
                "a/b.csv",
                "a\\b.csv",
                "*.csv",
                "people?.csv",
                "a\nb.csv",
                "a\u0000.csv",
                "a\u001b[2J.csv",
                "a\u202egnp.csv",
                "a\u2028b.csv",
                "a\ufffd.csv"
            })
    void a_name_that_could_do_harm_is_not(String name) {
        assertThat(RemoteFileName.problemWith(name)).isPresent();
    }

    @Test
    void a_name_may_have_200_bytes() {
        assertThat(RemoteFileName.problemWith("ä".repeat(100))).isEmpty();
        assertThat(RemoteFileName.problemWith("ä".repeat(100) + "x")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {".a.csv", "~a.csv", "a.csv~", "a.csv.part", "a.TMP", "a.csv.filepart", "a.crdownload"})
    void programs_name_files_so_while_they_write_them(String name) {
        assertThat(RemoteFileName.isTemporary(name)).isTrue();
    }

    @Test
    void others_are_not_temporary() {
        assertThat(RemoteFileName.isTemporary("people.csv")).isFalse();
        assertThat(RemoteFileName.isTemporary("part.csv")).isFalse();
    }
}
