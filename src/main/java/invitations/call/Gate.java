package invitations.call;

import invitations.invitation.Code;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The state of one target. For one thread at a time. */
final class Gate {
    /** So many calls in a row of which nobody knows how they ended are a reason to wait: each costs a question. */
    private static final int UNCERTAIN_IN_A_ROW = 5;

    boolean open;
    /** The request that goes alone; null when none does. */
    @Nullable
    Gated alone;

    Gates.@Nullable Stop stop;
    int batchSize;

    @Nullable
    Long unreachableSince;

    private final String target;
    private final Duration firstPause;
    private final Duration maxPause;
    private final GateWatch watch;
    private @Nullable Long pausedUntil;
    private int pauses;
    private int uncertain;

    Gate(String target, int batchSize, Duration firstPause, Duration maxPause, GateWatch watch) {
        this.target = target;
        this.batchSize = batchSize;
        this.firstPause = firstPause;
        this.maxPause = maxPause;
        this.watch = watch;
    }

    boolean isAlone(Gated request) {
        return alone != null && alone.id().equals(request.id());
    }

    /** Takes note that the request has ended; whether it went alone. */
    boolean endAlone(Gated request) {
        boolean wasAlone = isAlone(request);
        if (wasAlone) {
            alone = null;
        }
        return wasAlone;
    }

    /** Whether the request that goes alone keeps this one waiting: a question keeps no call waiting. */
    boolean holdsBack(Gated request) {
        return alone != null && (alone instanceof Call || !(request instanceof Call));
    }

    long pauseLeft() {
        return pausedUntil == null ? 0 : pausedUntil - System.nanoTime();
    }

    void pause(Effect.Pause pause) {
        if (pause.reason() == Code.UNREACHABLE) {
            unreachableSince = unreachableSince == null ? (Long) System.nanoTime() : unreachableSince;
        } else {
            unreachableSince = null;
        }
        pauseFor(pause.asked(), pause.message());
    }

    void stop(Gates.Stop reason) {
        stop = reason;
        watch.stopped(target, reason.message());
    }

    void uncertain(boolean wasAlone) {
        unreachableSince = null;
        uncertain++;
        if (wasAlone || uncertain >= UNCERTAIN_IN_A_ROW) {
            pauseFor(null, "nobody knows what became of the last calls");
        }
    }

    void answered(boolean wasAlone) {
        unreachableSince = null;
        uncertain = 0;
        // A call that left earlier may have been told to wait meanwhile: that holds.
        if (wasAlone && pauseLeft() <= 0) {
            if (!open && pausedUntil != null && stop == null) {
                watch.opened(target);
            }
            open = true;
            pauses = 0;
        }
    }

    /** Calls that were on their way when the pause or stop began may end meanwhile: they do not prolong it. */
    private void pauseFor(@Nullable Duration asked, String reason) {
        if (stop != null || (asked == null && pauseLeft() > 0)) {
            return;
        }
        Duration wait = asked == null ? backOff() : asked;
        long nanos = (wait.compareTo(maxPause) > 0 ? maxPause : wait).toNanos();
        pausedUntil = System.nanoTime() + Math.max(nanos, pauseLeft());
        open = false;
        uncertain = 0;
        watch.paused(target, Duration.ofNanos(pauseLeft()), reason);
    }

    private Duration backOff() {
        long doubled = firstPause.toMillis() << Math.min(pauses, 20);
        pauses++;
        long millis = Math.min(doubled, maxPause.toMillis());
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }
}
