package invitations.send.flow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A rate limiter that finds out by itself what a server lets through: additive increase, multiplicative decrease (AIMD).
 * The first requests go in rounds of one, two and four, so that a low limit is not met by all at once; then it is off until
 * the server asks to slow down, or a pause begins. From then on requests follow each other evenly:
 * slowly after a pause, soon near the rate at which the server refused the last time, and from there on hardly faster;
 * where that goes well for long, the limiter forgets the refusal, and is off again at last. Where refusals are seldom, they
 * need not be for the rate, and cost little of it. For one thread at a time.
 */
final class AdaptiveRateLimiter {
    /** How fast the rate grows, in parts of the last known limit a second: soon near the limit, then hardly, then more. */
    private static final double GROWTH_BELOW = 0.6;

    private static final double GROWTH_NEAR = 0.02;
    /** Of a limit that was only counted, which may be far too low. */
    private static final double GROWTH_NEAR_COUNTED = 0.04;
    /** In parts of the rate itself: it is doubled in about two seconds. */
    private static final double GROWTH_BEYOND = 0.3;
    /** However slow the rate is, one success makes it no larger than so many times. */
    private static final double LARGEST_STEP = 1.3;
    /** Requests a second: a count says no less, since it may be others who had their share. */
    private static final double LEAST_COUNTED = 0.5;
    /** The same near the limit. */
    private static final double LARGEST_STEP_NEAR = 1.05;
    /** Where near begins and ends, in parts of the last known limit. */
    private static final double NEAR = 0.9;

    private static final double BEYOND = 1.05;
    /** From so much of the last known limit on it says nothing any more. */
    private static final double OUTGROWN = 8;
    /** A rate that was kept up for so long tells the limit better than a count does. */
    private static final Duration KEPT_UP = Duration.ofSeconds(2);
    /** What of a rate that was refused is taken for the limit. */
    private static final double BACK_OFF = 0.92;
    /** While a smaller share of the requests is refused, the limit that is known holds on. */
    private static final double SELDOM = 0.07;
    /** The share is that of so many of the last requests, about. */
    private static final double SHARE_MEMORY = 80;
    /** What of its rate is left to a limiter that is refused seldom. */
    private static final double SELDOM_BACK_OFF = 0.85;
    /** Requests a second from which on there is nothing to limit. */
    private static final double OFF = 1000;
    /** Requests a second after a pause that was not about the rate, at the least. */
    private static final double FIRST_STEPS = 2;

    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier ticker;
    private final ThroughputMeter meter = new ThroughputMeter();
    private final SlowStart start = new SlowStart();
    private boolean on;
    private double rate;
    /** The rate at which the server refused last; 0 while that is not known. */
    private double limit;
    /** How long it takes, in seconds, to double a rate of which no limit is known. */
    private double doubling = 1;

    /** Over how many seconds the limit was counted, and the most that it can be. */
    private double countedSeconds = 1;

    private double mostLimit;
    private boolean isKeptUp;
    /** Of the last requests; it begins above what is seldom, since the first refusals tell the limit. */
    private double refusedShare = 0.1;

    private boolean isAnyLetThrough;
    /** Whether what was let through before the refusal tells the limit. */
    private boolean isCounted;

    private double patience = 1;
    private long activeSince;
    private long next;

    /** @param ticker nanoseconds, as {@link System#nanoTime()} has them */
    AdaptiveRateLimiter(LongSupplier ticker) {
        this.ticker = ticker;
        this.activeSince = ticker.getAsLong();
    }

    /** Takes the place of a request where it may go now: zero then, else the nanoseconds until it may ask again. */
    long tryAcquire() {
        long now = ticker.getAsLong();
        if (!on) {
            return start.tryAcquire(now);
        }
        if (now - next < 0) {
            return next - now;
        }
        next = now + (long) (SECOND / rate);
        return 0;
    }

    /** A request was let through, and well answered. */
    void succeeded() {
        boolean isBelow = limit > 0 && rate < limit * NEAR;
        letThrough();
        if (!on || isBelow || isResting(ticker.getAsLong())) {
            return;
        }
        if (limit > 0) {
            rate = grown();
            if (rate > limit * OUTGROWN) {
                limit = 0;
                doubling = 1;
            }
        } else {
            rate += Math.log(2) / doubling;
            on = rate < OFF;
        }
    }

    /** A request that had its place was not made after all. */
    void cancelled() {
        start.ended();
    }

    /** A request was let through, whatever became of it. */
    void letThrough() {
        start.ended();
        long now = ticker.getAsLong();
        meter.count(now);
        isAnyLetThrough = true;
        refusedShare -= refusedShare / SHARE_MEMORY;
        if (limit > 0 && isCounted && isResting(now)) {
            // It left before the refusal, and its answer came after: it counts all the same.
            limit = Math.min(limit + 1 / countedSeconds, mostLimit);
            rate = limit / 2;
        } else if (limit > 0 && rate < limit * NEAR) {
            // Up to what is known to be let through, it does not matter what became of the requests.
            rate = grown();
        }
    }

    /**
     * The server refuses, since there are too many. Refusals of requests that left together count once.
     *
     * @param pause how long it is left alone from now on
     */
    void refused(Duration pause) {
        start.ended();
        long now = ticker.getAsLong();
        if (!isResting(now)) {
            slowDown(now, pause);
        }
        refusedShare += (1 - refusedShare) / SHARE_MEMORY;
        rest(now, pause);
    }

    private void slowDown(long now, Duration pause) {
        isCounted = !on || refusedShare > SELDOM;
        if (on && limit > 0 && !isAnyLetThrough) {
            // Nothing went since the refusal before: there is nothing to count, and this one tells little more.
            limit *= BACK_OFF;
            rate = limit / 2;
        } else if (!isCounted) {
            // It need not be the rate that is refused: were it cut each time, it would go down for ever.
            limit = Math.max(limit, rate);
            rate = Math.max(limit / 2, rate * SELDOM_BACK_OFF);
            patience = Math.max(1, pause.toNanos() / SECOND);
        } else {
            Duration active = on ? Duration.ofNanos(now - activeSince) : Duration.ZERO;
            Duration counted = bounded(pause);
            countedSeconds = counted.toNanos() / SECOND;
            mostLimit = on ? rate * BACK_OFF : Double.MAX_VALUE;
            int count = meter.within(now, counted);
            isKeptUp = on && active.compareTo(KEPT_UP) >= 0;
            // A server that asks for a long pause each time is to be asked too much of less often.
            patience = isKeptUp ? Math.max(1, pause.toNanos() / SECOND) : 1;
            limit = isKeptUp ? mostLimit : Math.min(Math.max(count / countedSeconds, LEAST_COUNTED), mostLimit);
            rate = limit / 2;
            on = true;
        }
        isAnyLetThrough = false;
    }

    /** There is a pause for another reason. */
    void paused(Duration pause) {
        start.ended();
        long now = ticker.getAsLong();
        if (!isResting(now)) {
            double seconds = Math.max(0.001, pause.toNanos() / SECOND);
            doubling = Math.min(1, Math.max(0.05, seconds));
            rate = limit > 0 ? Math.min(rate, limit / 2) : Math.max(FIRST_STEPS, 1 / seconds);
            on = true;
        }
        rest(now, pause);
    }

    /** Requests a second; infinite while it is off. */
    double rate() {
        return on ? rate : Double.POSITIVE_INFINITY;
    }

    private boolean isResting(long now) {
        return on && now - activeSince < 0;
    }

    private void rest(long now, Duration pause) {
        long end = now + pause.toNanos();
        if (!isResting(now) || end - activeSince > 0) {
            activeSince = end;
            // Where a pause is shorter than the time between two requests, that counts.
            next = limit > 0 ? Math.max(end, now + (long) (SECOND / limit)) : end;
        }
    }

    /** The time in which as much is let through again: no shorter than what the meter can tell, no longer than it knows. */
    private static Duration bounded(Duration time) {
        Duration atLeast = time.compareTo(SHORTEST_WINDOW) < 0 ? SHORTEST_WINDOW : time;
        return atLeast.compareTo(ThroughputMeter.MEMORY) > 0 ? ThroughputMeter.MEMORY : atLeast;
    }

    /** The rate after one more success: growth a second, of which this is the part since the success before. */
    private double grown() {
        if (rate < limit * NEAR) {
            return Math.min(limit * NEAR, rate + limit * GROWTH_BELOW / rate);
        }
        if (rate < limit * BEYOND) {
            double growth = limit * (isKeptUp ? GROWTH_NEAR : GROWTH_NEAR_COUNTED) / patience;
            return Math.min(Math.min(limit * BEYOND, rate * LARGEST_STEP_NEAR), rate + growth / rate);
        }
        return Math.min(rate * LARGEST_STEP, rate + GROWTH_BEYOND / patience);
    }
}
