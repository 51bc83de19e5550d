package invitations.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rows are looked up at once, and how old a look-up may be. */
class LookupPaceTest {
    @ParameterizedTest
    @CsvSource({"'', 50, 60", "10000, 50, 60", "5, 50, 60", "1, 20, 60", "0.5, 10, 60", "0.02, 1, 150", "0.001, 1, 3000"
    })
    void few_rows_where_calls_are_slow(String rate, int window, long seconds) {
        assertThat(LookupPace.of(RateLimit.of(rate))).isEqualTo(new LookupPace(window, Duration.ofSeconds(seconds)));
    }

    @Test
    void the_age_doubles_only_when_all_rows_of_a_pass_were_looked_up_too_long_ago() {
        AtomicLong tooOld = new AtomicLong(3);
        LookupAge age = new LookupAge(Duration.ofMinutes(1), tooOld::get);

        age.passed(0);
        assertThat(age.age()).isEqualTo(Duration.ofMinutes(1));
        tooOld.addAndGet(5);
        age.passed(1);
        assertThat(age.age()).isEqualTo(Duration.ofMinutes(1));
        tooOld.addAndGet(5);
        age.passed(0);
        assertThat(age.age()).isEqualTo(Duration.ofMinutes(2));
        age.passed(0);
        assertThat(age.age()).isEqualTo(Duration.ofMinutes(2));
        for (int pass = 0; pass < 30; pass++) {
            tooOld.addAndGet(1);
            age.passed(0);
        }
        assertThat(age.age()).isBetween(Duration.ofHours(6), Duration.ofHours(12));
    }
}
