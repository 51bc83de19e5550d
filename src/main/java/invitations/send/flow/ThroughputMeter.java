package invitations.send.flow;

import java.time.Duration;
import java.util.Arrays;

/** How many requests got through, and when: the last minute, in hundredths of a second. For one thread at a time. */
final class ThroughputMeter {
    /** What is longer ago is forgotten. */
    static final Duration MEMORY = Duration.ofMinutes(1);

    private static final long SLOT_NANOS = 10_000_000;

    private final int[] counts = new int[(int) (MEMORY.toNanos() / SLOT_NANOS) + 1];
    private long slot = Long.MIN_VALUE;

    /**
     * Counts a request that has ended well.
     *
     * @param now nanoseconds, never less than before
     */
    void count(long now) {
        advance(now);
        counts[index(slot)]++;
    }

    /** {@return how many there were in the time before now, which counts from the beginning of a hundredth of a second} */
    int within(long now, Duration time) {
        advance(now);
        long slots = Math.min(counts.length, Math.max(1, time.toNanos() / SLOT_NANOS));
        int sum = 0;
        for (long back = 0; back < slots; back++) {
            sum += counts[index(slot - back)];
        }
        return sum;
    }

    private void advance(long now) {
        long current = Math.floorDiv(now, SLOT_NANOS);
        if (slot == Long.MIN_VALUE || current - slot >= counts.length) {
            Arrays.fill(counts, 0);
        } else {
            for (long next = slot + 1; next <= current; next++) {
                counts[index(next)] = 0;
            }
        }
        slot = Math.max(slot, current);
    }

    private int index(long at) {
        return Math.floorMod(at, counts.length);
    }
}
