package invitations.cli.work;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.csv.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.PlannedRow;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanWriter;
import invitations.settings.InvalidSettingsException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartChecksTest {
    @TempDir
    Path home;

    @Test
    void settings_that_change_to_another_api_do_not_fit_a_ledger_that_knows_people() {
        Settings before = at("https://one.example.org/dm");
        Settings now = at("https://two.example.org/dm");
        try (Ledger ledger =
                LedgerAccess.open(home, before.apiIdentity(), Duration.ZERO, Duration.ZERO, Clock.systemUTC())) {
            assertThatCode(() -> StartChecks.ofTheSameApi(ledger, before, now)).doesNotThrowAnyException();
            Drop drop = ledger.drops()
                    .receive("default", "aa", "people.csv", "one/default/people.csv", 10)
                    .drop();
            assertThatCode(() -> StartChecks.ofTheSameApi(ledger, before, now)).doesNotThrowAnyException();
            invite(ledger, drop);

            assertThatCode(() -> StartChecks.ofTheSameApi(ledger, before, before))
                    .doesNotThrowAnyException();
            assertThatExceptionOfType(InvalidSettingsException.class)
                    .isThrownBy(() -> StartChecks.ofTheSameApi(ledger, before, now))
                    .withMessageContaining(
                            "The home is for https://one.example.org/dm: for https://two.example.org/dm");
        }
    }

    private static void invite(Ledger ledger, Drop drop) {
        PlanWriter plan = ledger.plan(drop);
        plan.append(List.of(new PlannedRow.Valid(
                new InputRow(1, 2, List.of("ann@example.org")),
                new Invitation(
                        "platform",
                        Operation.SINGLE,
                        "acme",
                        "acme",
                        null,
                        "ann@example.org",
                        null,
                        Map.of("email", "ann@example.org"),
                        Invitation.Asking.NOT))));
        Drop planned = plan.finish(List.of("email"), InputFormat.PLAIN, false, null);
        ledger.intents()
                .ask("call", ledger.openRows().page(planned, 0, 10, Set.of()))
                .join();
    }

    private static Settings at(String url) {
        return Settings.load(Map.of(Property.API_BASE_URL.key(), url), Map.of());
    }
}
