package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.testing.Aside;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whoever rests for long can be woken, and goes when all stops. */
class WaiterTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Waiter waiter = new Waiter(System::nanoTime);

    @Test
    void who_rests_is_woken_and_goes_on() {
        CompletableFuture<Boolean> resting = resting();

        waiter.wake();

        assertThat(resting.join()).isTrue();
    }

    @Test
    void who_rests_when_all_stops_does_not_go_on() {
        CompletableFuture<Boolean> resting = resting();

        waiter.stop();

        assertThat(resting.join()).isFalse();
        assertThat(waiter.areOver()).isTrue();
    }

    @Test
    void nobody_rests_once_all_has_stopped() throws InterruptedException {
        waiter.stop();

        assertThat(waiter.rest(LONG)).isFalse();
    }

    @Test
    void a_rest_ends_by_itself() throws InterruptedException {
        assertThat(waiter.rest(Duration.ofMillis(5))).isTrue();
    }

    /** A thread that rests by now. */
    private CompletableFuture<Boolean> resting() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CompletableFuture<Boolean> resting = Aside.supply(() -> {
            thread.set(Thread.currentThread());
            try {
                return waiter.rest(LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING);
        return resting.orTimeout(2, TimeUnit.MINUTES);
    }
}
