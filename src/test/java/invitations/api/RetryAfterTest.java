package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.ApiSamples;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    /** 784111777 seconds after 1970. */
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "' 120 ', 120",
        "007, 7",
        "999999999999, 999999999999",
        "'Sun, 06 Nov 1994 08:50:37 GMT', 60",
        "'Mon, 07 Nov 1994 08:49:37 GMT', 86400",
        "'Fri, 31 Dec 9999 23:59:59 GMT', 252618189022"
    })
    void seconds_and_dates_are_understood(String header, long seconds) {
        assertThat(RetryAfter.of(ApiSamples.answer(429, header, null), NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-5",
                "1.5",
                "5 s",
                "soon",
                "1000000000000",
                "99999999999999999999",
                "٣",
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:36 GMT",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "Mon, 06 Nov 1994 08:50:37 GMT",
                "1994-11-06T08:50:37Z",
                "[1, 2]"
            })
    void what_is_over_or_cannot_be_read_asks_for_nothing(String header) {
        assertThat(RetryAfter.of(ApiSamples.answer(429, header, null), NOW)).isNull();
        assertThat(RetryAfter.of(ApiSamples.answer(429, header, "784111787"), NOW))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"784111778, 1", "' 784111837 ', 60", "999999999999, 999215888222"})
    void the_reset_time_of_a_limit_stands_in(String header, long seconds) {
        assertThat(RetryAfter.of(ApiSamples.answer(429, null, header), NOW)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(RetryAfter.of(ApiSamples.answer(429, "5", header), NOW))
                .as("Retry-After wins")
                .isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none", "''", "0", "784111777", "784111776", "tomorrow"})
    void a_reset_time_that_is_over_or_cannot_be_read_asks_for_nothing(@Nullable String header) {
        assertThat(RetryAfter.of(ApiSamples.answer(429, null, header), NOW)).isNull();
    }
}
