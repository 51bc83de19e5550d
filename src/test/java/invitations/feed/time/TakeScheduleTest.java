package invitations.feed.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakeScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // arrived, now, whether it is taken
        "2026-12-01T04:59:58Z, 2026-12-01T04:59:59Z, false",
        "2026-12-01T04:59:58Z, 2026-12-01T05:00:00Z, true",
        "2026-12-01T04:59:58Z, 2026-12-01T09:00:00Z, true",
        // What arrives in the very second has missed it.
        "2026-12-01T05:00:00Z, 2026-12-02T04:59:59Z, false",
        "2026-12-01T05:00:00Z, 2026-12-02T05:00:00Z, true",
        // From Friday to Monday.
        "2026-12-04T05:00:01Z, 2026-12-07T04:59:59Z, false",
        "2026-12-04T05:00:01Z, 2026-12-07T05:00:00Z, true",
        // The hour is that of the wall: in summer it is another one.
        "2026-10-23T10:00:00Z, 2026-10-26T04:59:59Z, false",
        "2026-10-23T10:00:00Z, 2026-10-26T05:00:00Z, true",
        "2027-03-26T10:00:00Z, 2027-03-29T03:59:59Z, false",
        "2027-03-26T10:00:00Z, 2027-03-29T04:00:00Z, true",
    })
    void a_file_is_taken_at_the_first_time_after_it_arrived(Instant arrived, Instant now, boolean isDue)
            throws ParseException {
        assertThat(TakeSchedule.of("0 0 6 ? * MON-FRI", BERLIN).isDue(arrived, now))
                .isEqualTo(isDue);
    }

    @ParameterizedTest
    @CsvSource({
        // 2027-03-28 has no half past two: its files are taken at half past three.
        "2027-03-27T12:00:00Z, 2027-03-28T01:29:59Z, false",
        "2027-03-27T12:00:00Z, 2027-03-28T01:30:00Z, true",
        "2027-03-28T00:59:59Z, 2027-03-28T01:30:00Z, true",
        "2027-03-28T01:10:00Z, 2027-03-28T01:29:59Z, false",
        "2027-03-28T01:10:00Z, 2027-03-28T01:30:00Z, true",
        "2027-03-28T01:30:00Z, 2027-03-28T23:00:00Z, false",
        "2027-03-28T01:30:00Z, 2027-03-29T00:30:00Z, true",
        // 2026-10-25 has it twice.
        "2026-10-24T12:00:00Z, 2026-10-25T00:29:59Z, false",
        "2026-10-24T12:00:00Z, 2026-10-25T01:30:00Z, true",
        "2026-10-25T01:30:00Z, 2026-10-26T01:29:59Z, false",
        "2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z, true",
    })
    void no_night_is_left_out_when_the_clock_changes(Instant arrived, Instant now, boolean isDue)
            throws ParseException {
        assertThat(TakeSchedule.of("0 30 2 * * ?", BERLIN).isDue(arrived, now)).isEqualTo(isDue);
    }

    @Test
    void a_schedule_that_is_over_takes_nothing_any_more() throws ParseException {
        assertThat(TakeSchedule.of("0 0 6 1 1 ? 2020", BERLIN)
                        .isDue(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")))
                .isFalse();
    }

    @Test
    void what_is_no_expression_is_refused() {
        assertThatThrownBy(() -> TakeSchedule.of("every night", BERLIN)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> TakeSchedule.of("0 0 6 * * MON-FRI", BERLIN)).isInstanceOf(ParseException.class);
    }
}
