package invitations.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.ledger.Ledger;
import invitations.settings.InvalidSettings;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsTest {
    @TempDir
    Path home;

    @Test
    void settings_that_change_to_another_api_do_not_fit_a_ledger_that_knows_people() {
        Settings before = at("https://one.example.org/dm");
        Settings now = at("https://two.example.org/dm");
        try (Ledger ledger = Ledger.open(home, before.apiIdentity(), Duration.ZERO, Duration.ZERO, Clock.systemUTC())) {
            assertThatCode(() -> Requirements.ofTheSameApi(ledger, before, now)).doesNotThrowAnyException();
            ledger.drops().receive("default", "aa", "people.csv", "one/default/people.csv", 10);

            assertThatCode(() -> Requirements.ofTheSameApi(ledger, before, before))
                    .doesNotThrowAnyException();
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(() -> Requirements.ofTheSameApi(ledger, before, now))
                    .withMessageContaining(
                            "The home is for https://one.example.org/dm: for https://two.example.org/dm");
        }
    }

    private static Settings at(String url) {
        return Settings.load(Map.of(Property.API_BASE_URL.key(), url), Map.of());
    }
}
