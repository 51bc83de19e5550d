package invitations.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** For how long a drop is said to get no further, which is a reason to give up. */
class ProgressWatchTest {
    private final AtomicLong clock = new AtomicLong(-7);
    private final ProgressWatch progress = new ProgressWatch(clock::get);

    @Test
    void time_in_which_nothing_is_tried_is_not_held_against_the_api() {
        progress.failed();
        clock.addAndGet(50);

        assertThat(progress.stalledFor()).isZero();
    }

    @Test
    void from_the_first_to_the_last_failure() {
        progress.failed();
        clock.addAndGet(50);
        progress.failed();
        clock.addAndGet(100);
        assertThat(progress.stalledFor()).isEqualTo(Duration.ofNanos(50));

        progress.failed();
        assertThat(progress.stalledFor()).isEqualTo(Duration.ofNanos(150));
    }

    @Test
    void a_row_that_gets_further_makes_good_for_all_that_failed() {
        progress.failed();
        clock.addAndGet(50);
        progress.failed();

        progress.progressed();

        assertThat(progress.stalledFor()).isZero();
        progress.failed();
        assertThat(progress.stalledFor()).isZero();
    }
}
