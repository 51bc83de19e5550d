package invitations.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNameTest {

    @ParameterizedTest
    @CsvSource({
        "email, email",
        "Email, email",
        "' E-mail ', e_mail",
        "First  Name, first_name",
        "first-_ name, first_name",
        "_line, line",
        "name_, name",
        "\uFEFFemail, email",
        "a\u00A0b, a_b",
        "ÉCOLE, école",
        "' - ', ''"
    })
    void case_and_gaps_are_folded(String name, String folded) {
        assertThat(ColumnName.fold(name)).isEqualTo(folded);
    }

    @Test
    void a_line_break_in_a_name_is_a_gap() {
        assertThat(ColumnName.fold("First\r\nName")).isEqualTo("first_name");
    }

    @Test
    void names_are_the_same_with_and_without_gaps() {
        assertThat(ColumnName.withoutGaps("E-mail")).isEqualTo(ColumnName.withoutGaps("EMAIL"));
        assertThat(ColumnName.withoutGaps("redirect_to")).isEqualTo(ColumnName.withoutGaps("redirectTo"));
        assertThat(ColumnName.withoutGaps("redirect_to")).isNotEqualTo(ColumnName.withoutGaps("redirect"));
    }
}
