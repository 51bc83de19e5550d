package invitations.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
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
        assertThat(Formula.disarm(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ada@example.org", "1=1", "'t Hooft", "\"so called\"", "a\t=1", "_=1", "\uFEFF"})
    void any_other_stays_as_it_is(String cell) {
        assertThat(Formula.disarm(cell)).isEqualTo(cell);
    }
}
