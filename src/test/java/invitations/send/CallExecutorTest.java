package invitations.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallExecutorTest {
    @Test
    void whoever_hands_a_task_over_is_told_of_its_end_however_it_ends() {
        CallExecutor pool = new CallExecutor(1);
        List<String> ended = new CopyOnWriteArrayList<>();
        try {
            pool.afterNext(() -> ended.add("well"));
            pool.execute(() -> {});
            pool.afterNext(() -> ended.add("by an error"));
            Future<?> unused = pool.submit(() -> {
                throw new StackOverflowError("ordered");
            });
            pool.execute(() -> {});
            await().until(() -> ended.size() == 2);
            assertThat(ended).containsExactly("well", "by an error");
        } finally {
            pool.shutdownNow();
        }
        pool.afterNext(() -> ended.add("never begun"));
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(ended).endsWith("never begun");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "4,5", "8,10", "64,80"})
    void a_quarter_more_threads_may_wait_for_their_intent_and_a_single_call_has_one(int concurrency, int threads) {
        CallExecutor pool = new CallExecutor(concurrency);
        try {
            assertThat(pool.getMaximumPoolSize()).isEqualTo(threads);
        } finally {
            pool.shutdownNow();
        }
    }
}
