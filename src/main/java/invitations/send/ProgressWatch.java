package invitations.send;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * For how long requests for a drop have failed without any of its rows getting further. Time in which nothing is tried is
 * not counted, nor does an answer count that brings no row further. Safe for any number of threads.
 */
public final class ProgressWatch {
    private final LongSupplier ticker;
    private @Nullable Long failedFirst;
    private long failedLast;

    /** @param ticker nanoseconds, as {@link System#nanoTime()} has them */
    ProgressWatch(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** The API did not answer a question, could not be reached, or asked to wait. */
    public synchronized void failed() {
        failedLast = ticker.getAsLong();
        failedFirst = failedFirst == null ? (Long) failedLast : failedFirst;
    }

    /** A row reached a new state, by the outcome of its call or by a proof. */
    public synchronized void progressed() {
        failedFirst = null;
    }

    /** From the first to the last failure since a row got further. */
    synchronized Duration stalledFor() {
        return failedFirst == null ? Duration.ZERO : Duration.ofNanos(failedLast - failedFirst);
    }
}
