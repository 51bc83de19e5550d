package invitations.base;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts in how many looks in a row a file had the same size and time, since its own time says nothing of when it was
 * copied. What a look does not find is forgotten. Safe for any number of threads.
 */
public final class StabilityTracker {
    private final int enough;
    private final Duration rest;
    private final LongSupplier ticker;
    private final Map<String, Look> looks = new HashMap<>();
    private long round;

    /**
     * @param enough how many looks in a row must find a file unchanged, after the one that found it
     * @param rest how long it must have been unchanged as well, since it was first seen so
     * @param ticker nanoseconds of a clock that only goes on
     */
    public StabilityTracker(int enough, Duration rest, LongSupplier ticker) {
        this.enough = enough;
        this.rest = rest;
        this.ticker = ticker;
    }

    /** Begins a look at all files: what the one before did not find is forgotten. */
    public synchronized void begin() {
        looks.values().removeIf(look -> look.round() < round);
        round++;
    }

    /** Takes note of a file; whether it has come to rest. */
    public synchronized boolean look(String file, long size, long time) {
        Look before = looks.get(file);
        boolean isUnchanged = before != null && before.size() == size && before.time() == time;
        int times = before != null && isUnchanged ? before.times() : 0;
        long since = before != null && isUnchanged ? before.since() : ticker.getAsLong();
        Look now = new Look(size, time, times + 1, round, since);
        looks.put(file, now);
        return now.times() > enough && ticker.getAsLong() - since >= rest.toNanos();
    }

    /** {@return how many files are remembered} */
    synchronized int remembered() {
        return looks.size();
    }

    private record Look(long size, long time, int times, long round, long since) {}
}
