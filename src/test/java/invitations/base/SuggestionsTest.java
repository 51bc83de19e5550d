package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final List<String> KNOWN = List.of("target", "operation", "platform-key", "source", "id");

    @ParameterizedTest
    @CsvSource({
        "targte, target", // swapped
        "traget, target",
        "tarrget, target", // one too many
        "taget, target", // one too few
        "torget, target", // one wrong
        "TARGET, target",
        "' target ', target",
        "platfrom-kye, platform-key",
        "platform_key, platform-key",
        "sorce, source",
        "is, id"
    })
    void a_slip_or_two_are_understood(String wrong, String meant) {
        assertThat(Suggestions.closest(wrong, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "xy", "''", "tar", "plat-form-keys-x"})
    void what_is_far_from_everything_is_not_guessed(String wrong) {
        assertThat(Suggestions.closest(wrong, KNOWN)).isEmpty();
    }

    @Test
    void the_nearest_wins_and_the_first_of_equals() {
        assertThat(Suggestions.closest("source", List.of("sources", "source"))).contains("source");
        assertThat(Suggestions.closest("sourcs", List.of("source", "sourcr"))).contains("source");
    }
}
