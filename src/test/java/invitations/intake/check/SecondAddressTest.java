package invitations.intake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.feed.Feed;
import invitations.feed.Mapping;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.PlannedRows;
import invitations.testing.TestTarget;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns beside that of the address which have addresses as well, and those which only speak of mail. */
class SecondAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Recipient email",
                "Student's email",
                "Work e-mail",
                "E-mail of the participant",
                "Mail address 2",
                "Email 2",
                "Parent email",
                "Parent [email]",
                "Elternmail",
                "Mailadresse des Teilnehmers",
                "Elektronische Adresse",
                "Courriel du parent",
                "Adresse \u00e9lectronique de l'\u00e9l\u00e8ve",
                "Messagerie",
                "Correo del alumno",
                "Direcci\u00f3n electr\u00f3nica",
                "Address",
                "email sent at"
            })
    void a_column_that_speaks_of_mail_and_has_addresses_refuses_the_file(String name) {
        for (String cell :
                List.of("bob@example.org", "Bob <bob@example.org>", "bob\uff20example.org", "ada@example.org")) {
            assertThatExceptionOfType(FileRefusedException.class)
                    .as(name + ": " + cell)
                    .isThrownBy(() -> PlannedRows.of(
                            "team,\"" + name + "\",email\nx,,eve@example.org\nx,\"" + cell + "\",ada@example.org\n"))
                    .satisfies(refused -> {
                        assertThat(refused.code()).isEqualTo(ReasonCode.DUPLICATE_COLUMN);
                        assertThat(refused.reason())
                                .contains("'email'", "'" + name + "'", "could both have the address", "ignore-columns")
                                .doesNotContain("bob");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"email sent at", "email opt-in", "email_verified", "Parent email", "Mailing list", "Address"})
    void a_column_without_any_address_goes_along(String name) {
        for (String cell : List.of("2026-01-01", "yes", "", "@ada", "at 5 @ home", "N/A")) {
            assertThat(PlannedRows.of("email," + name + "\nada@example.org," + cell + "\n")
                            .invitation()
                            .email())
                    .isEqualTo("ada@example.org");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Manager email",
                "manager_email",
                "Supervisor's E-Mail",
                "Invited by (email)",
                "E-Mail Vorgesetzte"
            })
    void the_address_of_somebody_else_at_work_goes_along(String name) {
        assertThat(PlannedRows.of("email," + name + "\nada@example.org,eve@example.org\n")
                        .invitation()
                        .email())
                .isEqualTo("ada@example.org");
    }

    @Test
    void a_feed_says_which_one_counts() {
        String text = "email,Parent email\nada@example.org,eve@example.org\n";

        Feed ignores = PlannedRows.feed(new Mapping(
                Map.of(), Map.of(), Map.of(), List.of(), Set.of("parentemail"), Mapping.UnknownColumns.METADATA));
        Feed maps = PlannedRows.feed(new Mapping(
                Map.of("email", List.of("Parent email")),
                Map.of(),
                Map.of(),
                List.of(),
                Set.of(),
                Mapping.UnknownColumns.METADATA));

        assertThat(PlannedRows.of(text, ignores, TestTarget.BOTH).invitation().email())
                .isEqualTo("ada@example.org");
        assertThat(PlannedRows.of(text, maps, TestTarget.BOTH).invitation().email())
                .isEqualTo("eve@example.org");
    }

    @Test
    void what_other_columns_say_is_no_second_address() {
        assertThat(PlannedRows.of("email,contact,notes\nada@example.org,bob@example.org,ask eve@example.org\n")
                        .invitation()
                        .email())
                .isEqualTo("ada@example.org");
        assertThat(PlannedRows.of("username,Parent email\nada,bob@example.org\n")
                        .rows())
                .hasSize(1);
    }
}
