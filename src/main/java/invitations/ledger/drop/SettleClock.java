package invitations.ledger.drop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When to ask about what is uncertain: a settle time after it became so, on a clock that nobody can set (that of {@link
 * System#nanoTime()}). It begins anew with each start of the program, and so do the waits. Safe for any number of
 * threads.
 */
public final class SettleClock {
    private static final int INTERNAL_SERVER_ERROR = 500;

    private final LongSupplier ticker;
    private final long start;
    private final long settleMillis;

    /**
     * @param settleTime the longest that the API may still act on a call that nobody waits for, and its lists be late
     * @param ticker nanoseconds, as {@link System#nanoTime()} counts them
     */
    public SettleClock(Duration settleTime, LongSupplier ticker) {
        this.ticker = ticker;
        this.start = ticker.getAsLong();
        this.settleMillis = settleTime.toMillis();
    }

    /** Milliseconds since the start. */
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(ticker.getAsLong() - start);
    }

    /** {@return the nanoseconds that it counts} */
    public LongSupplier ticker() {
        return ticker;
    }

    /** The settle time, in milliseconds. */
    public long settleMillis() {
        return settleMillis;
    }

    /** {@return when to ask about what becomes uncertain now, in milliseconds since the start} */
    public long due() {
        return now() + settleMillis;
    }

    /**
     * {@return until when an API may have acted on a call, at the latest} Where it said itself that it
     * had failed, it has ended; where a gateway spoke for it, or nobody did, it may still be at it.
     *
     * @param ended milliseconds since 1970 at which the call ended; of one that was interrupted, at which it was about to be made
     * @param http the status of its response; 0 when there was none
     */
    public Instant actedBy(long ended, int http) {
        boolean hasEnded = http == INTERNAL_SERVER_ERROR || (http >= 200 && http < 300);
        return Instant.ofEpochMilli(hasEnded ? ended : ended + settleMillis);
    }

    /** {@return when to ask about what is due between these times} */
    public long together(long first, long last) {
        return Math.min(last, first + settleMillis);
    }

    /** {@return how long until then; zero when it is time} */
    public Duration until(long due) {
        return Duration.ofMillis(Math.max(0, due - now()));
    }
}
