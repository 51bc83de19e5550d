package invitations.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A time of day, over the days on which the clock is changed. */
class DailyScheduleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void a_time_that_is_left_out_comes_when_it_would_have_without_the_change() {
        // On 2027-03-28 the clock goes from 02:00 to 03:00 in Berlin.
        assertThat(runs("Europe/Berlin", "02:30", "2027-03-26T03:00+01:00", 4))
                .containsExactly(
                        "2027-03-27T02:30+01:00",
                        "2027-03-28T03:30+02:00",
                        "2027-03-29T02:30+02:00",
                        "2027-03-30T02:30+02:00");
    }

    @Test
    void a_time_that_comes_twice_counts_once() {
        // On 2026-10-25 the clock goes from 03:00 to 02:00 in Berlin.
        assertThat(runs("Europe/Berlin", "02:30", "2026-10-23T12:00+02:00", 4))
                .containsExactly(
                        "2026-10-24T02:30+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-26T02:30+01:00",
                        "2026-10-27T02:30+01:00");
    }

    @Test
    void a_start_between_the_two_waits_for_the_next_day() {
        assertThat(runs("Europe/Berlin", "02:30", "2026-10-25T02:45+02:00", 2))
                .containsExactly("2026-10-26T02:30+01:00", "2026-10-27T02:30+01:00");
    }

    @Test
    void other_times_are_kept_before_and_after_both_changes() {
        assertThat(runs("America/New_York", "03:30", "2026-10-31T12:00-04:00", 2))
                .containsExactly("2026-11-01T03:30-05:00", "2026-11-02T03:30-05:00");
        assertThat(runs("America/New_York", "03:30", "2027-03-13T12:00-05:00", 2))
                .containsExactly("2027-03-14T03:30-04:00", "2027-03-15T03:30-04:00");
        // By half an hour, in the other half of the year.
        assertThat(runs("Australia/Lord_Howe", "02:15", "2026-10-03T12:00+10:30", 2))
                .containsExactly("2026-10-04T02:45+11:00", "2026-10-05T02:15+11:00");
        assertThat(runs("Asia/Kolkata", "00:00", "2026-10-03T12:00+05:30", 2))
                .containsExactly("2026-10-04T00:00+05:30", "2026-10-05T00:00+05:30");
    }

    @Test
    void a_time_that_passed_while_nobody_asked_is_answered_once() {
        Hands hands = new Hands("Europe/Berlin", "2026-06-01T00:00+02:00");
        DailySchedule schedule = new DailySchedule(LocalTime.of(2, 30), hands);
        hands.now = hands.now.plus(Duration.ofHours(3));
        assertThat(schedule.takeDue()).isTrue();
        hands.now = hands.now.plus(Duration.ofDays(5));
        assertThat(schedule.takeDue()).as("the machine slept").isTrue();
        assertThat(schedule.takeDue()).isFalse();
        // The clock is put back by an hour: nothing runs twice.
        hands.now = hands.now.minus(Duration.ofHours(1));
        assertThat(schedule.takeDue()).isFalse();
    }

    /** {@return when the job runs, where the timer begins when it is told and asks each second} */
    private static List<String> runs(String zone, String time, String start, int count) {
        Hands hands = new Hands(zone, start);
        DailySchedule schedule = new DailySchedule(LocalTime.parse(time), hands);
        ZoneId there = ZoneId.of(zone);
        Instant first = LocalDateTime.parse(schedule.first().replace(' ', 'T'))
                .atZone(there)
                .toInstant();
        List<String> runs = new ArrayList<>();
        for (hands.now = first; runs.size() < count; hands.now = hands.now.plus(SECOND)) {
            if (schedule.takeDue()) {
                runs.add(hands.now.atZone(there).toOffsetDateTime().toString());
            }
        }
        return runs;
    }

    private static final class Hands extends Clock {
        private final ZoneId zone;
        private Instant now;

        Hands(String zone, String now) {
            this.zone = ZoneId.of(zone);
            this.now = ZonedDateTime.parse(now).toInstant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
