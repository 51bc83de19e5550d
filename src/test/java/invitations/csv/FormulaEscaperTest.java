package invitations.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaEscaperTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(1)",
                "\t1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠SUM(1)",
                " =1",
                "\u00A0=1",
                "\u3000＝1",
                "\uFEFF=1",
                "\u200B=1",
                "\u202E=1",
                "\"=1\"",
                "'=1",
                " \"\uFEFF@SUM(1)"
            })
    void a_cell_that_a_spreadsheet_might_run_is_disarmed(String cell) {
        assertThat(FormulaEscaper.disarm(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x;=cmd!A0;y|x;'=cmd!A0;y",
                "a,+1|a,'+1",
                "x; \"@SUM(1)|x; \"'@SUM(1)",
                "x;=1;-2|x;'=1;'-2",
                "=1;=2|'=1;'=2",
                "`x\n=1`|`x\n'=1`",
                "`a\t=1`|`a\t'=1`"
            })
    void where_a_cell_would_begin_for_others_it_is_disarmed_as_well(String cell, String disarmed) {
        assertThat(FormulaEscaper.disarm(cell)).isEqualTo(disarmed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ada@example.org", "1=1", "'t Hooft", "\"so called\"", "_=1", "\uFEFF"})
    void any_other_stays_as_it_is(String cell) {
        assertThat(FormulaEscaper.disarm(cell)).isEqualTo(cell);
    }
}
