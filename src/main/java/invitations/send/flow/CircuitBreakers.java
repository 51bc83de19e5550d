package invitations.send.flow;

import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.FlowControl;
import invitations.api.TargetRequest;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Whether a target may be called now. The first call after a start or a pause goes alone, so that a wrong key costs one
 * request; a pause or a stop holds for everybody. Safe for any number of threads.
 */
public final class CircuitBreakers {
    private final int batchSize;
    private final Duration firstPause;
    private final Duration maxPause;
    private final CircuitBreakerListener watch;
    private final TargetAccess access;
    private final Map<String, CircuitBreaker> breakers = new HashMap<>();
    private final Map<String, HostPace> hosts = new HashMap<>();
    private final StoppedOperations stoppedOperations = new StoppedOperations();
    private final LongSupplier ticker;

    /** Whether a call may go. */
    public enum Pass {
        /** Now. */
        GO,
        /** Not before a pause has ended. */
        LATER,
        /** Not at all. */
        STOPPED
    }

    /** Why a target is not called any more. */
    public record Stop(ReasonCode reason, String message) {}

    /**
     * @param batchSize how many rows a bulk call carries at the most, until the API finds that too many
     * @param firstPause the first of the pauses that the API does not time itself; doubled each time, with jitter
     * @param maxPause no pause is longer
     * @param watch is told what happens to targets
     * @param access what bars a target, and its host: where the API asks to slow down, that holds for the host
     * @param ticker nanoseconds, as {@link System#nanoTime()} counts them
     */
    public CircuitBreakers(
            int batchSize,
            Duration firstPause,
            Duration maxPause,
            CircuitBreakerListener watch,
            TargetAccess access,
            LongSupplier ticker) {
        this.ticker = ticker;
        this.watch = watch;
        this.access = access;
        this.batchSize = batchSize;
        this.firstPause = firstPause;
        this.maxPause = maxPause;
    }

    /** Asks whether the request may go; waits while the first one of its target is on its way, but a call for no lookup. */
    public Pass tryAcquire(TargetRequest request) throws InterruptedException {
        return tryAcquire(request, false);
    }

    /** The same, where a caller has the request already: it does not wait for one that still waits for a caller. */
    public synchronized Pass tryAcquire(TargetRequest request, boolean hasCaller) throws InterruptedException {
        CircuitBreaker breaker = breaker(request.target());
        for (;
                breaker.alone.holdsBack(request, hasCaller) && !isStopped(breaker, request);
                breaker = breaker(request.target())) {
            wait(); // reset() makes other breakers.
        }
        if (isStopped(breaker, request)) {
            return Pass.STOPPED;
        }
        if (breaker.pauseLeft(request) > 0) {
            return Pass.LATER;
        }
        if (!breaker.isClosed) {
            breaker.alone.set(request, hasCaller);
        }
        return Pass.GO;
    }

    /** Takes note that a caller has the request now: it ends within the time that a request may take. */
    public synchronized void begin(TargetRequest request) {
        breaker(request.target()).alone.begin(request);
    }

    /** {@return how long until the pause of its target lets the request go; zero when there is none, or a stop} */
    public synchronized Duration pauseLeft(TargetRequest request) {
        CircuitBreaker breaker = breaker(request.target());
        return Duration.ofNanos(isStopped(breaker, request) ? 0 : breaker.pauseLeft(request));
    }

    /**
     * {@return how long until the pace of the target lets another request go; zero when this one may, which then counts} Calls and
     * questions share the pace. To be asked before {@link #tryAcquire}, and before each further request of a question.
     */
    public synchronized Duration untilTurn(TargetRequest request) {
        CircuitBreaker breaker = breaker(request.target());
        return Duration.ofNanos(isStopped(breaker, request) ? 0 : breaker.untilTurn());
    }

    /** Asks again, right before a call is made: its target may be stopped, paused, or take smaller batches by now. */
    public synchronized boolean isStillPermitted(Call call) {
        CircuitBreaker breaker = breaker(call.target());
        return !isStopped(breaker, call)
                && (breaker.alone.is(call) || (breaker.isClosed && breaker.pauseLeft() <= 0))
                && (!call.isBulk() || call.rows().size() <= breaker.batchSize);
    }

    /** Takes note of a request that was not made after all, or that it is at its end; nothing when it has left before. */
    public synchronized void release(TargetRequest call) {
        breaker(call.target()).cancel(call);
        notifyAll();
    }

    /** Takes note of how a call ended. */
    public synchronized void record(Call call, CallResult result) {
        CircuitBreaker breaker = breaker(call.target());
        boolean wasAlone = breaker.alone.end(call);
        FlowControl effect = result.effect();
        apply(breaker, call, effect);
        if (effect instanceof FlowControl.HalveBatches) {
            // Several batches of the old size may be on their way: together they say it once.
            breaker.batchSize =
                    Math.max(1, Math.min(breaker.batchSize, call.rows().size() / 2));
        }
        if (result.isSilence()) {
            breaker.uncertain(wasAlone);
        } else if (!(effect instanceof FlowControl.Pause)) {
            breaker.answered(wasAlone);
        }
        notifyAll();
    }

    /**
     * Takes note of how a question ended. Whether invitations may go does not hang on it, unless the API says so.
     *
     * @param isAnswered whether the API was there and could say something
     */
    public synchronized void record(TargetRequest question, FlowControl effect, boolean isAnswered) {
        CircuitBreaker breaker = breaker(question.target());
        boolean wasAlone = breaker.alone.end(question);
        apply(breaker, question, effect);
        if (isAnswered) {
            breaker.answeredQuestion(wasAlone);
        } else if (!(effect instanceof FlowControl.Pause)) {
            breaker.leftUnanswered();
        }
        notifyAll();
    }

    private void apply(CircuitBreaker breaker, TargetRequest call, FlowControl effect) {
        if (effect instanceof FlowControl.StopTarget stop) {
            breaker.stop(new Stop(stop.reason(), stop.message()));
        } else if (effect instanceof FlowControl.StopOperation stop) {
            watch.stopped(stoppedOperations.stop(call, new Stop(stop.reason(), stop.message())), stop.message());
        } else if (effect instanceof FlowControl.Pause pause) {
            breaker.pause(pause);
        }
    }

    /** {@return how many rows a bulk call to the target carries at the most} */
    public synchronized int batchSize(String target) {
        return breaker(target).batchSize;
    }

    /**
     * What cannot be called at one moment.
     *
     * @param targets those that are paused or stopped
     * @param pauseLeft how long until the first pause ends, of targets that are not stopped; zero when none is paused
     */
    public record Unavailable(Set<String> targets, Duration pauseLeft) {}

    /** {@return what cannot be called now} A pause may end between two looks: what hangs together needs one. */
    public synchronized Unavailable unavailable() {
        return OpenCircuits.of(breakers, CircuitBreaker::pauseLeft);
    }

    /** {@return what cannot be asked now} A pause for calls without a clear end is none for questions. */
    public synchronized Unavailable unavailableToLookups() {
        return OpenCircuits.of(breakers, CircuitBreaker::askingPauseLeft);
    }

    /** For how long that of the targets which was longest out of reach has been so; zero when all were reached. */
    public synchronized Duration unreachableFor(Collection<String> targets) {
        long now = ticker.getAsLong();
        return targets.stream()
                .map(this::breaker)
                .filter(breaker -> breaker.stop == null && breaker.unreachableSince != null)
                .map(breaker -> Duration.ofNanos(now - breaker.unreachableSince))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** {@return why this may not be done on its platform, where the target as a whole is not stopped} */
    public synchronized Optional<Stop> forbidden(TargetRequest request) {
        boolean isStopped = breaker(request.target()).stop != null;
        return isStopped ? Optional.empty() : Optional.ofNullable(stoppedOperations.of(request));
    }

    /** Lets everything be tried again: an operator says that what was wrong is right now. */
    public synchronized void reset() {
        breakers.clear();
        hosts.clear();
        stoppedOperations.clear();
        notifyAll();
    }

    /** {@return why that is not done any more} */
    public synchronized Optional<Stop> stop(String target, Operation operation, String tenant) {
        Stop stopped = stoppedOperations.of(target, operation.label(), tenant);
        return Optional.ofNullable(stopped == null ? breaker(target).stop : stopped);
    }

    /** {@return why targets or operations are not called any more} */
    public synchronized Set<Stop> stops() {
        Set<Stop> stops = new HashSet<>(stoppedOperations.all());
        breakers.values().forEach(breaker -> Optional.ofNullable(breaker.stop).ifPresent(stops::add));
        return stops;
    }

    private boolean isStopped(CircuitBreaker breaker, TargetRequest call) {
        return breaker.stop != null || stoppedOperations.of(call) != null;
    }

    private CircuitBreaker breaker(String target) {
        return breakers.computeIfAbsent(target, name -> {
            HostPace host = hosts.computeIfAbsent(access.host(name), any -> new HostPace(ticker));
            CircuitBreaker breaker = new CircuitBreaker(name, batchSize, firstPause, maxPause, watch, ticker, host);
            access.barred(name).ifPresent(breaker::stop);
            return breaker;
        });
    }
}
