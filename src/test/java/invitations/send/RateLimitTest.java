package invitations.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.001", "0.003", "0.5", "0.7", "1", "1.5", "3", "7", "19", "19.99", "20", "21", "39", "40", "41",
                "99.9", "100", "333", "777.7", "1000", "9999", "10000"
            })
    void never_faster_than_the_rate_and_hardly_slower(String rate) {
        RateLimit pace = RateLimit.of(rate);

        double aSecond = Double.parseDouble(rate);
        double fastest = pace.calls() * 1000.0 / pace.periodMillis();
        assertThat(fastest).isLessThanOrEqualTo(aSecond * 1.000_001).isGreaterThan(aSecond * 0.95);
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 1, 1000000",
        "0.5, 1, 2000",
        "3, 1, 334",
        "20, 1, 50",
        "39, 1, 26",
        "40, 2, 50",
        "1000, 50, 50",
        "10000, 500, 50"
    })
    void calls_come_evenly_and_not_all_at_the_beginning_of_a_second(String rate, long calls, long millis) {
        assertThat(RateLimit.of(rate)).isEqualTo(new RateLimit(calls, millis));
    }

    @ParameterizedTest
    @ValueSource(strings = "")
    void without_a_rate_it_is_something_that_a_route_can_be_made_of(String none) {
        assertThat(RateLimit.of(none)).isEqualTo(new RateLimit(1, 1));
    }
}
