package invitations.operate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The schedule of a job that runs once a day at a time of the wall clock. The time is kept when daylight saving begins and
 * ends: on a day without that time the job runs when it would have come without the change, on a day that has it twice
 * at the first. Safe for any number of threads.
 */
public final class DailySchedule {
    private static final DateTimeFormatter OF_TIMER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final LocalTime time;
    private final Clock clock;
    private Instant next;

    /**
     * A schedule whose first run is due when it is asked for the first time: the timer that asks begins at {@link #first}.
     *
     * @param time the time of day
     * @param clock tells the time, and the time zone
     */
    DailySchedule(LocalTime time, Clock clock) {
        this.time = time;
        this.clock = clock;
        this.next = Instant.MIN;
    }

    /**
     * A schedule of the time zone that the machine has.
     *
     * @param timeOfDay such as {@code 02:30}; midnight when it is empty, since nobody asks then
     * @param clock tells the time
     */
    public static DailySchedule of(String timeOfDay, Clock clock) {
        return new DailySchedule(
                timeOfDay.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(timeOfDay),
                clock.withZone(ZoneId.systemDefault()));
    }

    /** {@return when the time comes next, as Camel's timer reads it} */
    public String first() {
        return after(clock.instant()).atZone(clock.getZone()).format(OF_TIMER);
    }

    /** Takes the time that has come; {@return whether the job is to run now} Each time that comes is answered once; one that passed unasked is answered late. */
    public synchronized boolean takeDue() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = after(now);
        return true;
    }

    private Instant after(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        Instant ofToday = on(today);
        return ofToday.isAfter(now) ? ofToday : on(today.plusDays(1));
    }

    /** Java moves a time that is left out by as much as the clock was, and takes the first of two. */
    private Instant on(LocalDate day) {
        return day.atTime(time).atZone(clock.getZone()).toInstant();
    }
}
