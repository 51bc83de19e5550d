package invitations.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PropertiesFileTest {
    private final PropertiesFile file =
            PropertiesFile.of("\uFEFF# one=comment\n\none.more = a\none : b\n  two\tc\none=d\nthr\\u0065e=e\nfour");

    @Test
    void the_last_value_of_a_key_counts_and_has_its_line() {
        assertThat(file.values())
                .containsEntry("one", "d")
                .containsEntry("one.more", "a")
                .containsEntry("two", "c")
                .containsEntry("three", "e")
                .containsEntry("four", "")
                .hasSize(5);
        assertThat(file.line("one.more")).isEqualTo(3);
        assertThat(file.line("two")).isEqualTo(5);
        assertThat(file.line("one")).isEqualTo(6);
        assertThat(file.place("four")).isEqualTo(", line 8");
    }

    @Test
    void a_key_that_is_written_with_escapes_has_no_line() {
        assertThat(file.line("three")).isZero();
        assertThat(file.place("three")).isEmpty();
    }

    @Test
    void without_a_key_the_others_stand_where_they_stood() {
        PropertiesFile less = file.without("one");

        assertThat(less.values()).hasSize(4).doesNotContainKey("one");
        assertThat(less.line("four")).isEqualTo(8);
    }

    @Test
    void a_broken_escape_is_no_properties_file() {
        assertThatIllegalArgumentException().isThrownBy(() -> PropertiesFile.of("a=\\user"));
    }
}
