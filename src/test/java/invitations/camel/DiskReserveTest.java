package invitations.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A disk that fills up, and has room again. */
class DiskReserveTest {
    private final AtomicLong free = new AtomicLong(1_000);
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    private DiskReserve reserve(Duration giveUpAfter) {
        return new DiskReserve(
                () -> {
                    asked.incrementAndGet();
                    return free.get();
                },
                clock::get,
                100,
                giveUpAfter);
    }

    @Test
    void what_is_kept_free_is_not_used_and_the_disk_is_asked_once_a_second() throws NoRoomException {
        DiskReserve reserve = reserve(Duration.ZERO);
        assertThat(reserve.hasRoom(0)).isTrue();
        assertThat(reserve.hasRoom(900)).isTrue();
        assertThat(reserve.hasRoom(901)).isFalse();
        assertThatThrownBy(() -> reserve.require(901))
                .isInstanceOf(NoRoomException.class)
                .hasMessageContaining("invitations.disk.reserve");
        reserve.require(900);
        free.set(99);
        assertThat(reserve.hasRoom(0)).isTrue();
        assertThat(asked).hasValue(1);

        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(reserve.hasRoom(0)).isFalse();
        free.set(100);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(reserve.hasRoom(0)).isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void waiting_goes_on_when_there_is_room_again() {
        DiskReserve reserve = reserve(null);
        free.set(0);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        Rests rests = new Rests();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> isThereAtLast(reserve, rests));
        await().until(() -> asked.get() > 1);
        assertThat(waiting).isNotDone();

        free.set(1_000);
        await().until(() -> {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            rests.wake();
            return waiting.isDone();
        });
        assertThat(waiting).isCompletedWithValue(true);
    }

    @Test
    void waiting_ends_with_the_program_or_with_patience() {
        DiskReserve reserve = reserve(null);
        free.set(0);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        Rests stopped = new Rests();
        stopped.stop();
        assertThat(isThereAtLast(reserve, stopped)).isFalse();
        assertThat(reserve.giveUpAfter()).isNull();

        assertThat(isThereAtLast(reserve(Duration.ZERO), new Rests())).isFalse();
    }

    @Test
    void the_disk_of_a_folder_is_asked() {
        assertThat(DiskReserve.of(Path.of("."), 1, null).hasRoom(0)).isTrue();
        assertThat(DiskReserve.of(Path.of("."), Long.MAX_VALUE / 2, null).hasRoom(0))
                .isFalse();
    }

    private static boolean isThereAtLast(DiskReserve reserve, Rests rests) {
        try {
            return reserve.await(0, rests);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
