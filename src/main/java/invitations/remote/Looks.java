package invitations.remote;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts in how many looks in a row a file had the same size and time, since its own time says nothing of when it was
 * copied. What a look does not find is forgotten. Safe for any number of threads.
 */
public final class Looks {
    private final int enough;
    private final Map<String, Look> looks = new HashMap<>();
    private long round;

    /** @param enough how many looks in a row must find a file unchanged, after the one that found it */
    public Looks(int enough) {
        this.enough = enough;
    }

    /** Begins a look at all files: what the one before did not find is forgotten. */
    public synchronized void begin() {
        looks.values().removeIf(look -> look.round() < round);
        round++;
    }

    /** Takes note of a file; whether it has come to rest. */
    public synchronized boolean isAtRest(String file, long size, long time) {
        Look before = looks.get(file);
        int times = before != null && before.size() == size && before.time() == time ? before.times() : 0;
        Look now = new Look(size, time, times + 1, round);
        looks.put(file, now);
        return now.times() > enough;
    }

    /** How many files are remembered. */
    synchronized int remembered() {
        return looks.size();
    }

    private record Look(long size, long time, int times, long round) {}
}
