package invitations.intake.read;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How long reading one file may take: some time, and a second for each megabyte that it has. The loops that read ask again
 * and again whether it is over, so that no file keeps a thread for longer. For one thread.
 */
public final class TimeBudget {
    /** Of no end. */
    public static final TimeBudget ENDLESS =
            new TimeBudget(() -> 0, Duration.ZERO, () -> false, Long.MAX_VALUE, Duration.ofNanos(Long.MAX_VALUE));

    private static final long BYTES_A_SECOND = 1_000_000;
    private static final long LOOK_MILLIS = 100;

    private final LongSupplier ticker;
    private final Duration base;
    private final BooleanSupplier isStopping;
    private long start;
    private final Duration allowed;

    private TimeBudget(LongSupplier ticker, Duration base, BooleanSupplier isStopping, long start, Duration allowed) {
        this.ticker = ticker;
        this.base = base;
        this.isStopping = isStopping;
        this.start = start;
        this.allowed = allowed;
    }

    /**
     * {@return what files get that are to be begun}
     *
     * @param ticker nanoseconds of a clock that only goes on
     * @param base how long the smallest file may take
     * @param isStopping whether the program is being stopped, which ends the reading of every file
     */
    public static TimeBudget each(LongSupplier ticker, Duration base, BooleanSupplier isStopping) {
        return new TimeBudget(ticker, base, isStopping, ticker.getAsLong(), base);
    }

    /** The same for a file of so many bytes, from now on. */
    public TimeBudget begin(long bytes) {
        return this == ENDLESS
                ? this
                : new TimeBudget(
                        ticker,
                        base,
                        isStopping,
                        ticker.getAsLong(),
                        base.plusSeconds((bytes + BYTES_A_SECOND - 1) / BYTES_A_SECOND));
    }

    /**
     * Waits for a permit; the time until then does not count.
     *
     * @throws ReadingStoppedException when the program is being stopped meanwhile
     */
    public void acquire(Semaphore permit) {
        long before = ticker.getAsLong();
        try {
            while (!permit.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (isStopping.getAsBoolean()) {
                    throw new ReadingStoppedException();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReadingStoppedException();
        }
        start += ticker.getAsLong() - before;
    }

    /**
     * Goes on, or does not.
     *
     * @throws FileRefusedException {@code READING_TIMEOUT} when the time is over
     * @throws ReadingStoppedException when the program is being stopped
     */
    public void check() {
        if (isStopping.getAsBoolean()) {
            throw new ReadingStoppedException();
        }
        if (this != ENDLESS && ticker.getAsLong() - start > allowed.toNanos()) {
            throw new FileRefusedException(
                    ReasonCode.READING_TIMEOUT,
                    0,
                    "reading the file took longer than " + allowed.toSeconds() + " s"
                            + " (invitations.limit.reading-time, and a second for each megabyte): save the list anew as"
                            + " 'CSV UTF-8', or part it into several files");
        }
    }
}
