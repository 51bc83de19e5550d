package invitations.feed.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The time of day by which a feed must have got a file: the guard {@code missing}. A file counts for the day on which it came.
 *
 * @param days the days on which a file must come
 */
public record FileDeadline(LocalTime by, ZoneId zone, Set<DayOfWeek> days) {
    private static final int WEEK = 7;

    public FileDeadline {
        days = Set.copyOf(days);
    }

    /**
     * {@return since when a file is overdue; empty where none is}
     *
     * @param last when the last file came; null where none ever came
     */
    public Optional<Instant> overdueSince(@Nullable Instant last, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        for (int back = 0; back <= WEEK; back++) {
            LocalDate day = today.minusDays(back);
            Instant deadline = day.atTime(by).atZone(zone).toInstant();
            if (days.contains(day.getDayOfWeek()) && !deadline.isAfter(now)) {
                boolean isThere =
                        last != null && !last.isBefore(day.atStartOfDay(zone).toInstant());
                return isThere ? Optional.empty() : Optional.of(deadline);
            }
        }
        return Optional.empty();
    }
}
