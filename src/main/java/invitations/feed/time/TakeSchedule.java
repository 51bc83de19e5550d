package invitations.feed.time;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/**
 * When files are taken from the drop folder: at the times of a cron expression of Quartz. A time that a day does not have, since
 * the clock is put forward, comes by as much later, so that no night is left out. Immutable.
 */
public final class TakeSchedule {
    private final CronExpression times;
    /** The same as a clock without changes shows it. */
    private final CronExpression wallTimes;

    private final ZoneRules rules;

    private TakeSchedule(CronExpression times, ZoneId zone) {
        this.times = new CronExpression(times);
        this.times.setTimeZone(TimeZone.getTimeZone(zone));
        this.wallTimes = new CronExpression(times);
        this.wallTimes.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        this.rules = zone.getRules();
    }

    /**
     * Understands an expression such as {@code 0 0 6 ? * MON-FRI}.
     *
     * @throws ParseException when it is none; says what is wrong with it
     */
    public static TakeSchedule of(String text, ZoneId zone) throws ParseException {
        return new TakeSchedule(new CronExpression(text), zone);
    }

    /** {@return the first of its times behind that one; empty where there is none any more} */
    public Optional<Instant> next(Instant after) {
        Optional<Instant> next = next(times, after);
        Stream<Instant> left = Stream.of(rules.previousTransition(after.plusNanos(1)), rules.nextTransition(after))
                .flatMap(Stream::ofNullable)
                .filter(ZoneOffsetTransition::isGap)
                .filter(gap ->
                        next.filter(time -> time.isBefore(gap.getInstant())).isEmpty())
                .filter(gap -> gap.getInstant().plus(gap.getDuration()).isAfter(after))
                .flatMap(gap -> leftOut(gap, after).stream());
        return Stream.concat(next.stream(), left).min(Instant::compareTo);
    }

    /** {@return whether one of its times has come since a file arrived} */
    public boolean isDue(Instant arrived, Instant now) {
        return next(arrived).filter(time -> !time.isAfter(now)).isPresent();
    }

    /** The first time behind that one which the clock did not show. */
    private Optional<Instant> leftOut(ZoneOffsetTransition gap, Instant after) {
        // As if the clock had not been put forward.
        ZoneOffset before = gap.getOffsetBefore();
        Instant from = after.isBefore(gap.getInstant()) ? gap.getInstant().minusNanos(1) : after;
        return next(wallTimes, LocalDateTime.ofInstant(from, before).toInstant(ZoneOffset.UTC))
                .map(wall -> LocalDateTime.ofInstant(wall, ZoneOffset.UTC))
                .filter(wall -> wall.isBefore(gap.getDateTimeAfter()))
                .map(wall -> wall.toInstant(before));
    }

    private static Optional<Instant> next(CronExpression expression, Instant after) {
        // Its own calendar is made anew for each copy: expressions are not for several threads.
        return Optional.ofNullable(new CronExpression(expression).getNextValidTimeAfter(Date.from(after)))
                .map(Date::toInstant);
    }
}
