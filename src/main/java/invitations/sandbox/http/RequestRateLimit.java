package invitations.sandbox.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How many requests a second the API takes: no more in any second, from whichever moment it is counted. Those that it
 * refuses are not counted. Safe for any number of threads.
 */
public final class RequestRateLimit {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier ticker;
    private final Deque<Long> taken = new ArrayDeque<>();
    private int aSecond;

    /** @param ticker nanoseconds, as {@link System#nanoTime()} has them */
    public RequestRateLimit(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /**
     * Sets another limit.
     *
     * @param requests so many a second from now on; 0 for as many as come
     */
    public synchronized void set(int requests) {
        aSecond = requests;
    }

    /** {@return whether one more is taken} */
    public synchronized boolean takes() {
        if (aSecond == 0) {
            return true;
        }
        long now = ticker.getAsLong();
        while (!taken.isEmpty() && now - taken.getFirst() >= SECOND) {
            taken.removeFirst();
        }
        if (taken.size() >= aSecond) {
            return false;
        }
        taken.addLast(now);
        return true;
    }
}
