package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import invitations.testing.Aside;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A disk that fills up, and has room again. */
class DiskReserveTest {
    private final AtomicLong free = new AtomicLong(1_000);
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    private final Waiter waiter = new Waiter(System::nanoTime);

    private DiskReserve reserve(@Nullable Duration giveUpAfter) {
        return new DiskReserve(
                () -> {
                    asked.incrementAndGet();
                    return free.get();
                },
                clock::get,
                100,
                giveUpAfter,
                waiter);
    }

    @Test
    void what_is_kept_free_is_not_used_and_the_disk_is_asked_once_a_second() {
        DiskReserve reserve = reserve(Duration.ZERO);
        assertThat(reserve.checkRoom(0)).isTrue();
        assertThat(reserve.checkRoom(900)).isTrue();
        assertThat(reserve.checkRoom(901)).isFalse();
        assertThatThrownBy(() -> reserve.require(901))
                .isInstanceOf(DiskFullException.class)
                .hasMessageContaining("invitations.disk.reserve");
        reserve.require(900);
        free.set(99);
        assertThat(reserve.checkRoom(0)).isTrue();
        assertThat(asked).hasValue(1);

        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(reserve.checkRoom(0)).isFalse();
        free.set(100);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(reserve.checkRoom(0)).isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void waiting_goes_on_when_there_is_room_again() {
        DiskReserve reserve = reserve(null);
        free.set(0);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        CompletableFuture<Boolean> waiting = Aside.supply(() -> reserve.await(0));
        await().until(() -> asked.get() > 1);
        assertThat(waiting).isNotDone();

        free.set(1_000);
        await().until(() -> {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            waiter.wake();
            return waiting.isDone();
        });
        assertThat(waiting).isCompletedWithValue(true);
    }

    @Test
    void waiting_ends_with_the_program_or_with_patience() {
        DiskReserve reserve = reserve(null);
        free.set(0);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(reserve(Duration.ZERO).await(0)).isFalse();

        waiter.stop();
        assertThat(reserve.await(0)).isFalse();
        assertThat(reserve.giveUpAfter()).isNull();
    }

    @Test
    void the_disk_of_a_folder_is_asked() {
        assertThat(DiskReserve.of(Path.of("."), System::nanoTime, 1, null, waiter)
                        .checkRoom(0))
                .isTrue();
        assertThat(DiskReserve.of(Path.of("."), System::nanoTime, Long.MAX_VALUE / 2, null, waiter)
                        .checkRoom(0))
                .isFalse();
    }
}
