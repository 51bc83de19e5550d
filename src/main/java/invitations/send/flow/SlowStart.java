package invitations.send.flow;

import java.util.concurrent.TimeUnit;

/**
 * The first requests to a server go in rounds, each twice as large as the one before: a round begins when the one before has
 * ended. After seven requests, or a second, that is over. For one thread at a time.
 */
final class SlowStart {
    private static final int LAST = 7;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private long begun;
    private int started;
    private int ended;

    /** Takes the place of a request where it may go now: zero then, else the nanoseconds until it may ask again. */
    long tryAcquire(long now) {
        if (started == 0) {
            begun = now;
        }
        if (ended >= LAST || now - begun >= LONGEST_NANOS) {
            ended = LAST;
            return 0;
        }
        // One, three and seven: what the rounds come to until the one that is going on has ended.
        if (started >= 2 * Integer.highestOneBit(ended + 1) - 1) {
            return LOOK_NANOS;
        }
        started++;
        return 0;
    }

    /** A request has ended, or was not made. */
    void ended() {
        if (ended < LAST) {
            ended++;
        }
    }
}
