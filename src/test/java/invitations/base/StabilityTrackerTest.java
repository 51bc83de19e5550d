package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StabilityTrackerTest {
    private final StabilityTracker looks = new StabilityTracker(2, Duration.ZERO, System::nanoTime);

    @Test
    void a_file_is_at_rest_when_two_looks_after_the_first_found_it_unchanged() {
        assertThat(look("a", 1, 1)).isFalse();
        assertThat(look("a", 1, 1)).isFalse();
        assertThat(look("a", 1, 1)).isTrue();
        assertThat(look("a", 1, 1)).isTrue();
    }

    @Test
    void another_size_or_another_time_begins_anew() {
        look("a", 1, 1);
        look("a", 1, 1);
        assertThat(look("a", 2, 1)).isFalse();
        assertThat(look("a", 2, 1)).isFalse();
        assertThat(look("a", 2, 2)).isFalse();
        assertThat(look("a", 2, 2)).isFalse();
        assertThat(look("a", 2, 2)).isTrue();
    }

    @Test
    void a_file_that_is_gone_is_forgotten() {
        look("a", 1, 1);
        look("b", 1, 1);
        look("b", 1, 1);
        assertThat(looks.remembered()).isEqualTo(1);
        assertThat(look("a", 1, 1)).isFalse();
    }

    @Test
    void a_file_is_not_at_rest_before_its_time_however_often_it_was_looked_at() {
        AtomicLong now = new AtomicLong(5);
        StabilityTracker slow = new StabilityTracker(2, Duration.ofSeconds(10), now::get);
        for (int look = 0; look < 5; look++) {
            slow.begin();
            assertThat(slow.look("a", 1, 1)).isFalse();
        }
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        slow.begin();
        assertThat(slow.look("a", 1, 1)).isTrue();
        slow.begin();
        assertThat(slow.look("a", 2, 1)).isFalse();
    }

    private boolean look(String file, long size, long time) {
        looks.begin();
        return looks.look(file, size, time);
    }
}
