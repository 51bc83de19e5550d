package invitations.feed.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours of the day in which people may be invited. It is open while a clock on the wall of its zone shows one of these hours:
 * an hour that a day does not have is left out, and one that it has twice counts twice.
 *
 * @param from when it opens
 * @param to when it closes; where that is not later than {@code from}, on the day after
 * @param days the days on which it opens
 */
public record SendWindow(LocalTime from, LocalTime to, ZoneId zone, Set<DayOfWeek> days) {
    /** A window of one day of the week may be left out once, where that day does not have its hour. */
    private static final int MOST_DAYS = 15;

    public SendWindow {
        days = Set.copyOf(days);
    }

    /** {@return whether it is open then} */
    public boolean isOpen(Instant time) {
        LocalDateTime wall = LocalDateTime.ofInstant(time, zone);
        boolean isBehindOpening = !wall.toLocalTime().isBefore(from);
        boolean isBeforeClosing = wall.toLocalTime().isBefore(to);
        if (from.isBefore(to)) {
            return isBehindOpening && isBeforeClosing && days.contains(wall.getDayOfWeek());
        }
        return (isBehindOpening && days.contains(wall.getDayOfWeek()))
                || (isBeforeClosing && days.contains(wall.getDayOfWeek().minus(1)));
    }

    /** {@return when it opens next; the time itself where it is open} */
    public Instant nextOpening(Instant time) {
        if (isOpen(time)) {
            return time;
        }
        LocalDate today = LocalDate.ofInstant(time, zone);
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(MOST_DAYS)
                .flatMap(this::mayOpenOn)
                .filter(each -> each.isAfter(time) && isOpen(each))
                .min(Instant::compareTo)
                .orElseGet(() -> time.plusSeconds(1));
    }

    /** When the clock shows the hour of opening, once, twice or not at all; and when the clock is changed. */
    private Stream<Instant> mayOpenOn(LocalDate day) {
        ZoneRules rules = zone.getRules();
        LocalDateTime opening = day.atTime(from);
        Stream<Instant> shown = rules.getValidOffsets(opening).stream().map(opening::toInstant);
        Instant midnight = day.atStartOfDay(zone).toInstant();
        ZoneOffsetTransition change = rules.nextTransition(midnight.minusNanos(1));
        return Stream.concat(
                shown,
                Stream.concat(
                        Stream.of(midnight),
                        Optional.ofNullable(change).stream().map(ZoneOffsetTransition::getInstant)));
    }

    /** {@return the time as a clock of the zone shows it} */
    ZonedDateTime shown(Instant time) {
        return time.atZone(zone);
    }
}
