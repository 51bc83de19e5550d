package invitations.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerPoolTest {
    @ParameterizedTest
    @CsvSource({"1,1", "4,5", "8,10", "64,80"})
    void a_quarter_more_threads_may_wait_for_their_intent_and_a_single_call_has_one(int concurrency, int threads) {
        CallerPool pool = new CallerPool(concurrency);
        try {
            assertThat(pool.getMaximumPoolSize()).isEqualTo(threads);
        } finally {
            pool.shutdownNow();
        }
    }
}
