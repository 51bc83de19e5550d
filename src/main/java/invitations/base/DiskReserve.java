package invitations.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some of the home's disk free: where less is left, nothing is taken, unpacked or sent, so that what is on its way can
 * still be written down. Goes on when there is room again. Safe for any number of threads.
 */
public final class DiskReserve {
    private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final LongSupplier free;
    private final LongSupplier ticker;
    private final long reserve;
    private final @Nullable Duration giveUpAfter;
    private final Waiter waiter;
    private long seen;
    private long seenAt;
    private boolean isLow;

    /**
     * @param free how many bytes are free
     * @param ticker nanoseconds of a clock that only goes on
     * @param reserve how many bytes are kept free
     * @param giveUpAfter how long to wait for room; null = for ever
     * @param waiter where threads wait until all stops
     */
    DiskReserve(LongSupplier free, LongSupplier ticker, long reserve, @Nullable Duration giveUpAfter, Waiter waiter) {
        this.waiter = waiter;
        this.free = free;
        this.ticker = ticker;
        this.reserve = reserve;
        this.giveUpAfter = giveUpAfter;
        this.seen = free.getAsLong();
        this.seenAt = ticker.getAsLong();
    }

    /** {@return how long to wait for what is needed before drops are left open; null = for ever} */
    @Nullable
    public Duration giveUpAfter() {
        return giveUpAfter;
    }

    /** That of the disk that has the folder. */
    public static DiskReserve of(
            Path folder, LongSupplier ticker, long reserve, @Nullable Duration giveUpAfter, Waiter waiter) {
        return new DiskReserve(() -> free(folder), ticker, reserve, giveUpAfter, waiter);
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            // A disk that does not tell is told by the first write that fails.
            return Long.MAX_VALUE;
        }
    }

    /** {@return whether so many bytes may be written now; the disk is asked once a second} */
    public synchronized boolean checkRoom(long bytes) {
        long now = ticker.getAsLong();
        if (now - seenAt >= LOOK.toNanos()) {
            seen = free.getAsLong();
            seenAt = now;
        }
        boolean hasRoom = seen - reserve >= bytes;
        if (!hasRoom && !isLow) {
            LOG.error(
                    "The disk of the home has {} MB left, and {} MB are kept free (invitations.disk.reserve): nothing is"
                            + " taken or sent until there is room",
                    seen / 1_000_000,
                    (reserve + bytes) / 1_000_000);
        } else if (hasRoom && isLow && bytes == 0) {
            LOG.info("There is room on the disk again: it goes on");
        }
        isLow = hasRoom ? isLow && bytes > 0 : true;
        return hasRoom;
    }

    /**
     * Waits until so many bytes may be written.
     *
     * @return false when the program is stopped, or the time is over
     */
    public boolean await(long bytes) {
        long start = ticker.getAsLong();
        try {
            while (!checkRoom(bytes)) {
                boolean isOver = giveUpAfter != null && ticker.getAsLong() - start >= giveUpAfter.toNanos();
                if (isOver || !waiter.rest(LOOK)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Makes sure of room for so many bytes.
     *
     * @throws DiskFullException when they cannot be written now
     */
    public void require(long bytes) {
        if (!checkRoom(bytes)) {
            throw new DiskFullException();
        }
    }
}
