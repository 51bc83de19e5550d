package invitations.base;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Where threads rest until their time is over, they are woken, or all stops. Safe for any number of threads. */
public final class Waiter {
    private final LongSupplier ticker;
    private long wakes;
    private boolean stopped;

    /** @param ticker nanoseconds of a clock that only goes on */
    public Waiter(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** Rests so long, or shorter; false when all stops. */
    public synchronized boolean rest(Duration time) throws InterruptedException {
        long end = ticker.getAsLong() + time.toNanos();
        long before = wakes;
        for (long left = time.toNanos(); left > 0 && !stopped && wakes == before; left = end - ticker.getAsLong()) {
            // A whole millisecond at the least: less would mean for ever, or not at all.
            wait(left / 1_000_000 + 1);
        }
        return !stopped;
    }

    /** Lets all who rest go on. */
    public synchronized void wake() {
        wakes++;
        notifyAll();
    }

    /** From now on nobody rests. */
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    public synchronized boolean areOver() {
        return stopped;
    }
}
