package invitations.feed.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendWindowTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // hours, days, now, when it may go
        "08:00-18:00, Mon-Fri, 2026-12-01T06:59:59Z, 2026-12-01T07:00:00Z",
        "08:00-18:00, Mon-Fri, 2026-12-01T07:00:00Z, 2026-12-01T07:00:00Z",
        "08:00-18:00, Mon-Fri, 2026-12-01T16:59:59.999Z, 2026-12-01T16:59:59.999Z",
        "08:00-18:00, Mon-Fri, 2026-12-01T17:00:00Z, 2026-12-02T07:00:00Z",
        // From Friday evening to Monday.
        "08:00-18:00, Mon-Fri, 2026-12-04T17:00:00Z, 2026-12-07T07:00:00Z",
        // Past midnight: the day is that on which it opens.
        "22:00-06:00, Fri, 2026-12-05T04:59:59Z, 2026-12-05T04:59:59Z",
        "22:00-06:00, Fri, 2026-12-05T05:00:00Z, 2026-12-11T21:00:00Z",
        "22:00-06:00, Fri, 2026-12-04T04:00:00Z, 2026-12-04T21:00:00Z",
        "00:00-00:00, Sat, 2026-12-05T22:59:59Z, 2026-12-05T22:59:59Z",
        "00:00-00:00, Sat, 2026-12-05T23:00:00Z, 2026-12-11T23:00:00Z",
        // 2027-03-28 has no hour from two to three.
        "02:00-03:00, Mon-Sun, 2027-03-28T00:30:00Z, 2027-03-29T00:00:00Z",
        "02:00-03:00, Mon-Sun, 2027-03-28T01:00:00Z, 2027-03-29T00:00:00Z",
        "02:00-03:00, Sun, 2027-03-27T12:00:00Z, 2027-04-04T00:00:00Z",
        "02:30-04:00, Mon-Sun, 2027-03-28T00:30:00Z, 2027-03-28T01:00:00Z",
        "08:00-18:00, Mon-Sun, 2027-03-28T05:59:00Z, 2027-03-28T06:00:00Z",
        // 2026-10-25 has it twice.
        "02:00-03:00, Mon-Sun, 2026-10-24T23:59:59Z, 2026-10-25T00:00:00Z",
        "02:00-03:00, Mon-Sun, 2026-10-25T00:59:59Z, 2026-10-25T00:59:59Z",
        "02:00-03:00, Mon-Sun, 2026-10-25T01:00:00Z, 2026-10-25T01:00:00Z",
        "02:00-03:00, Mon-Sun, 2026-10-25T01:59:59Z, 2026-10-25T01:59:59Z",
        "02:00-03:00, Mon-Sun, 2026-10-25T02:00:00Z, 2026-10-26T01:00:00Z",
        "02:15-02:30, Mon-Sun, 2026-10-25T00:30:00Z, 2026-10-25T01:15:00Z",
        // The clock goes back into it.
        "01:00-02:30, Mon-Sun, 2026-10-25T00:40:00Z, 2026-10-25T01:00:00Z",
        "08:00-18:00, Mon-Sun, 2026-10-25T06:59:00Z, 2026-10-25T07:00:00Z",
    })
    void it_is_open_while_a_clock_on_the_wall_shows_its_hours(String hours, String days, Instant now, Instant opening) {
        SendWindow window = window(hours, days);

        assertThat(window.nextOpening(now)).isEqualTo(opening);
        assertThat(window.isOpen(now)).isEqualTo(now.equals(opening));
    }

    @Test
    void a_day_that_a_zone_has_left_out_has_no_window() {
        // Samoa had no 2011-12-30, a Friday.
        SendWindow window = new SendWindow(
                LocalTime.of(8, 0),
                LocalTime.of(9, 0),
                ZoneId.of("Pacific/Apia"),
                DaysOfWeek.of("Fri").orElseThrow());

        assertThat(window.nextOpening(Instant.parse("2011-12-29T20:00:00Z")))
                .isEqualTo(Instant.parse("2012-01-05T18:00:00Z"));
    }

    @Test
    void of_several_windows_the_one_counts_that_opens_first() {
        FeedTimes times = new FeedTimes(
                java.util.List.of(window("08:00-10:00", "Mon-Fri"), window("16:00-18:00", "Mon")),
                null,
                null,
                null,
                BERLIN);

        assertThat(times.closedUntil(Instant.parse("2026-12-07T09:00:00Z")))
                .contains(Instant.parse("2026-12-07T15:00:00Z"));
        assertThat(times.closedUntil(Instant.parse("2026-12-07T15:00:00Z"))).isEmpty();
        assertThat(times.closedUntil(Instant.parse("2026-12-07T17:00:00Z")))
                .contains(Instant.parse("2026-12-08T07:00:00Z"));
        assertThat(times.shown(Instant.parse("2026-12-08T07:00:00Z"))).isEqualTo("Tue 2026-12-08 08:00 Europe/Berlin");
        assertThat(FeedTimes.ANY.closedUntil(Instant.EPOCH)).isEmpty();
    }

    @Test
    void days_are_named_alone_in_lists_and_in_ranges_also_over_the_end_of_the_week() {
        assertThat(DaysOfWeek.of("sat").orElseThrow()).isEqualTo(Set.of(java.time.DayOfWeek.SATURDAY));
        assertThat(DaysOfWeek.of("Fri-Mon").orElseThrow())
                .containsExactlyInAnyOrder(
                        java.time.DayOfWeek.FRIDAY,
                        java.time.DayOfWeek.SATURDAY,
                        java.time.DayOfWeek.SUNDAY,
                        java.time.DayOfWeek.MONDAY);
        assertThat(DaysOfWeek.of("Mon,Wed-Thu").orElseThrow()).hasSize(3);
        assertThat(DaysOfWeek.of("Mon-Sun").orElseThrow()).isEqualTo(DaysOfWeek.ALL);
        assertThat(DaysOfWeek.of("Mo-Fr")).isEmpty();
        assertThat(DaysOfWeek.of("Mon-")).isEmpty();
        assertThat(DaysOfWeek.of("")).isEmpty();
    }

    private static SendWindow window(String hours, String days) {
        return new SendWindow(
                LocalTime.parse(hours.substring(0, 5)),
                LocalTime.parse(hours.substring(6)),
                BERLIN,
                DaysOfWeek.of(days).orElseThrow());
    }
}
