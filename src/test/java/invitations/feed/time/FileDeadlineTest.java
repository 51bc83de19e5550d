package invitations.feed.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDeadlineTest {
    private static final FileDeadline SIX = new FileDeadline(
            LocalTime.of(6, 0),
            ZoneId.of("Europe/Berlin"),
            DaysOfWeek.of("Mon-Fri").orElseThrow());

    @ParameterizedTest
    @CsvSource({
        // the last file, now, overdue since
        "2026-11-30T23:30:00Z, 2026-12-01T05:00:00Z, ",
        "2026-11-30T22:30:00Z, 2026-12-01T04:59:59Z, ",
        "2026-11-30T22:30:00Z, 2026-12-01T05:00:00Z, 2026-12-01T05:00:00Z",
        "2026-11-30T22:30:00Z, 2026-12-02T04:00:00Z, 2026-12-01T05:00:00Z",
        // Late, but there.
        "2026-12-01T09:00:00Z, 2026-12-01T09:00:01Z, ",
        // Not asked for on Saturday and Sunday; what was missing on Friday still is.
        "2026-12-04T04:00:00Z, 2026-12-06T12:00:00Z, ",
        "2026-12-03T04:00:00Z, 2026-12-06T12:00:00Z, 2026-12-04T05:00:00Z",
        "2026-12-05T04:00:00Z, 2026-12-06T12:00:00Z, ",
        "2026-12-05T04:00:00Z, 2026-12-07T05:00:00Z, 2026-12-07T05:00:00Z",
        // In summer the deadline is an hour earlier.
        "2027-03-26T10:00:00Z, 2027-03-29T03:59:59Z, ",
        "2027-03-26T10:00:00Z, 2027-03-29T04:00:00Z, 2027-03-29T04:00:00Z",
    })
    void a_file_is_overdue_from_the_deadline_of_its_day_until_one_comes(
            Instant last, Instant now, @Nullable Instant since) {
        assertThat(SIX.overdueSince(last, now).orElse(null)).isEqualTo(since);
    }

    @Test
    void a_feed_that_never_had_a_file_is_overdue_since_the_last_deadline() {
        assertThat(SIX.overdueSince(null, Instant.parse("2026-12-07T04:00:00Z")))
                .contains(Instant.parse("2026-12-04T05:00:00Z"));
    }
}
