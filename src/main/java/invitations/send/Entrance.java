package invitations.send;

import invitations.api.Call;
import invitations.api.TargetRequest;
import invitations.base.Waiter;
import invitations.send.flow.CircuitBreakers;
import invitations.settle.Lookup;
import java.time.Duration;

/**
 * Where requests wait until they may go: for the pace of their target, then for its circuit breaker. Who waits here is woken by a stop.
 * Safe for any number of threads.
 */
public final class Entrance {
    /** A question waits out a pause that is no longer. Rows of calls come again with the next pass. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How long a wait for the pace may be until it is seen whether a pause began. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final CircuitBreakers breakers;
    private final Waiter waiter;

    Entrance(CircuitBreakers breakers, Waiter waiter) {
        this.breakers = breakers;
        this.waiter = waiter;
    }

    /** Waits for the request's turn, then asks its circuit breaker; {@link CircuitBreakers.Pass#LATER} as well when the program stops. */
    CircuitBreakers.Pass enter(TargetRequest request) throws InterruptedException {
        return enter(request, false);
    }

    /** The same for the next request of a question, which a caller has already. */
    public CircuitBreakers.Pass enterAgain(Lookup lookup) throws InterruptedException {
        return enter(lookup, true);
    }

    private CircuitBreakers.Pass enter(TargetRequest request, boolean hasCaller) throws InterruptedException {
        while (true) {
            Duration pause = breakers.pauseLeft(request);
            if (!pause.isZero()) {
                if (request instanceof Call || pause.compareTo(PATIENCE) > 0 || !waiter.rest(pause)) {
                    return CircuitBreakers.Pass.LATER;
                }
                continue;
            }
            Duration turn = breakers.untilTurn(request);
            if (turn.isZero()) {
                CircuitBreakers.Pass pass = breakers.tryAcquire(request, hasCaller);
                if (pass != CircuitBreakers.Pass.LATER || request instanceof Call) {
                    return pass;
                }
            } else if (!waiter.rest(turn.compareTo(LOOK) < 0 ? turn : LOOK)) {
                return CircuitBreakers.Pass.LATER;
            }
        }
    }

    /** Waits before a question is asked once more; false when the program stops. */
    public boolean rest(Duration time) throws InterruptedException {
        return waiter.rest(time);
    }
}
