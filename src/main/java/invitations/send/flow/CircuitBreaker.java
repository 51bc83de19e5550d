package invitations.send.flow;

import invitations.api.Call;
import invitations.api.FlowControl;
import invitations.api.TargetRequest;
import invitations.invitation.ReasonCode;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The state of one target: whether and when it may be called, and asked. For one thread at a time. */
final class CircuitBreaker {
    /** So many calls in a row without a known outcome are a reason to wait: each costs a question. */
    private static final int UNCERTAIN_IN_A_ROW = 5;
    /** So many questions in a row without an answer are a reason to ask later. */
    private static final int UNANSWERED_IN_A_ROW = 3;
    /** So many good answers in a row end a time of trouble: one success among failures does not. */
    private static final int WELL_IN_A_ROW = 5;
    /** Where questions are answered, the API is there: calls without a clear end wait no longer than this. */
    private static final Duration LONGEST_WHILE_ANSWERED = Duration.ofSeconds(2);

    boolean isClosed;
    /** The request that goes alone, if any. */
    final ProbeRequest alone = new ProbeRequest();

    CircuitBreakers.@Nullable Stop stop;
    int batchSize;

    @Nullable
    Long unreachableSince;

    private final String target;
    private final Duration firstPause;
    private final Duration maxPause;
    private final CircuitBreakerListener watch;
    private final LongSupplier ticker;
    private final HostPace host;
    private final AdaptiveRateLimiter limiter;
    /** Until when the target is out of reach, no call goes, and no question goes; null for now. */
    private @Nullable Long outOfReachUntil;

    private @Nullable Long silentUntil;
    private @Nullable Long unaskedUntil;
    private boolean wasOpen;
    private int pauses;
    private int silences;
    private int uncertain;
    private int unanswered;
    private int well;
    private boolean areQuestionsAnswered;

    /** @param host the pace of the host behind which the target is */
    CircuitBreaker(
            String target,
            int batchSize,
            Duration firstPause,
            Duration maxPause,
            CircuitBreakerListener watch,
            LongSupplier ticker,
            HostPace host) {
        this.target = target;
        this.batchSize = batchSize;
        this.firstPause = firstPause;
        this.maxPause = maxPause;
        this.watch = watch;
        this.ticker = ticker;
        this.host = host;
        this.limiter = host.limiter;
    }

    /** Takes note that the request was not made, or has ended for good. */
    void cancel(TargetRequest request) {
        alone.end(request);
        if (request instanceof Call) {
            limiter.cancelled();
        }
    }

    /** The nanoseconds until the pace lets another request go; zero when this one goes. */
    long untilTurn() {
        return limiter.tryAcquire();
    }

    /** Nanoseconds until a call may go. */
    long pauseLeft() {
        return Math.max(leftOfPause(), left(silentUntil));
    }

    /** Nanoseconds until a question may go: a pause for silence does not hold it, since it may end the silence. */
    long askingPauseLeft() {
        return Math.max(leftOfPause(), left(unaskedUntil));
    }

    long pauseLeft(TargetRequest request) {
        return request instanceof Call ? pauseLeft() : askingPauseLeft();
    }

    void pause(FlowControl.Pause pause) {
        boolean isUnreachable = pause.reason() == ReasonCode.UNREACHABLE;
        if (isUnreachable) {
            unreachableSince = unreachableSince == null ? (Long) ticker.getAsLong() : unreachableSince;
            areQuestionsAnswered = false;
        } else {
            unreachableSince = null;
        }
        // Requests that were on their way when the pause or stop began may end meanwhile: they do not prolong it.
        if (stop != null || (pause.asked() == null && leftOfPause() > 0)) {
            return;
        }
        Duration wait = pause.asked() == null ? backOff(pauses++, maxPause) : shorter(pause.asked(), maxPause);
        if (isUnreachable) {
            outOfReachUntil = ticker.getAsLong() + Math.max(wait.toNanos(), left(outOfReachUntil));
            limiter.paused(Duration.ofNanos(leftOfPause()));
        } else {
            host.pause(wait);
        }
        open(Duration.ofNanos(leftOfPause()), pause.message());
    }

    void stop(CircuitBreakers.Stop reason) {
        stop = reason;
        watch.stopped(target, reason.message());
    }

    /** A call has ended without a known outcome. */
    void uncertain(boolean wasAlone) {
        unreachableSince = null;
        limiter.letThrough();
        well = 0;
        uncertain++;
        if (uncertain >= UNCERTAIN_IN_A_ROW || (wasAlone && !areQuestionsAnswered)) {
            beSilent();
        } else if (wasAlone) {
            close();
        }
    }

    void answered(boolean wasAlone) {
        unreachableSince = null;
        uncertain = 0;
        limiter.succeeded();
        well++;
        silences = well >= WELL_IN_A_ROW ? 0 : silences;
        if (wasAlone) {
            close();
        }
    }

    /** The API had something to say to a question: it is there. */
    void answeredQuestion(boolean wasAlone) {
        unanswered = 0;
        areQuestionsAnswered = true;
        if (left(silentUntil) > LONGEST_WHILE_ANSWERED.toNanos()) {
            silentUntil = ticker.getAsLong() + LONGEST_WHILE_ANSWERED.toNanos();
            watch.opened(target, LONGEST_WHILE_ANSWERED, "the outcome of the last calls is not known");
        }
        answered(wasAlone);
    }

    /** A question was not answered, and the API did not say to wait. */
    void leftUnanswered() {
        limiter.letThrough();
        well = 0;
        unanswered++;
        if (unanswered >= UNANSWERED_IN_A_ROW) {
            areQuestionsAnswered = false;
            if (left(unaskedUntil) <= 0) {
                unaskedUntil =
                        ticker.getAsLong() + backOff(silences++, maxPause).toNanos();
            }
        }
    }

    private void close() {
        // A call that left earlier may have been told to wait meanwhile: that holds.
        if (pauseLeft() > 0) {
            return;
        }
        if (!isClosed && wasOpen && stop == null) {
            watch.closed(target);
        }
        isClosed = true;
        pauses = 0;
    }

    private void beSilent() {
        if (stop != null || pauseLeft() > 0) {
            return;
        }
        Duration longest = areQuestionsAnswered ? shorter(LONGEST_WHILE_ANSWERED, maxPause) : maxPause;
        Duration wait = backOff(silences++, longest);
        silentUntil = ticker.getAsLong() + wait.toNanos();
        if (!areQuestionsAnswered) {
            limiter.paused(wait);
        }
        open(wait, "the outcome of the last calls is not known");
    }

    private void open(Duration wait, String reason) {
        isClosed = false;
        wasOpen = true;
        uncertain = 0;
        watch.opened(target, wait, reason);
    }

    private long leftOfPause() {
        return Math.max(left(outOfReachUntil), host.pauseLeft());
    }

    private long left(@Nullable Long until) {
        return until == null ? 0 : Math.max(0, until - ticker.getAsLong());
    }

    private Duration backOff(int number, Duration longest) {
        long doubled = firstPause.toMillis() << Math.min(number, 20);
        long millis = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
