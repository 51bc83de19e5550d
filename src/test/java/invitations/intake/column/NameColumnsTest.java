package invitations.intake.column;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.PlannedRow;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import invitations.testing.PlannedRows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for names holds for all columns that have them, and for no user names. */
class NameColumnsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "first_name",
                "Vorname",
                "Apellidos",
                "Firma",
                "full name",
                "Name of the company",
                "Name (as in the passport)",
                "user_first_name",
                "Name [Required]"
            })
    void names_are_held_against_the_same_rules(String column) {
        PlannedRow row = planned(column, "Ada;");

        assertThat(row).isInstanceOf(PlannedRow.Valid.class);
        assertThat(row.row().warnings()).extracting(Warning::code).containsExactly(WarningCode.STRAY_DELIMITER);
        assertThat(planned(column, "Mu?oz").toString()).contains("DAMAGED_TEXT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"note", "user name old", "Nutzername alt"})
    void other_columns_are_not(String column) {
        assertThat(planned(column, "Ada;").row().warnings()).isEmpty();
        assertThat(planned(column, "Mu?oz")).isInstanceOf(PlannedRow.Valid.class);
    }

    private static PlannedRow planned(String column, String cell) {
        return PlannedRows.of("email\t" + column + "\na@example.org\t" + cell + "\n")
                .rows()
                .get(0);
    }
}
