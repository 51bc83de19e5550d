package invitations.camel;

import invitations.call.Call;
import invitations.call.Gated;
import invitations.call.Gates;
import invitations.settle.Question;
import java.time.Duration;

/**
 * Where requests wait until they may go: for the pace of their target, then at its gate. Who waits here is woken by a stop.
 * Safe for any number of threads.
 */
final class Entrance {
    /** A question waits out a pause that is no longer. Rows of calls come again with the next pass. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How long a wait for the pace may be until it is seen whether a pause began. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Gates gates;
    private final Rests rests;

    Entrance(Gates gates, Rests rests) {
        this.gates = gates;
        this.rests = rests;
    }

    /** Waits for the request's turn, then asks its gate; {@link Gates.Pass#LATER} as well when the program stops. */
    Gates.Pass enter(Gated request) throws InterruptedException {
        return enter(request, false);
    }

    /** The same for the next request of a question, which a caller has already. */
    Gates.Pass enterAgain(Question question) throws InterruptedException {
        return enter(question, true);
    }

    private Gates.Pass enter(Gated request, boolean hasCaller) throws InterruptedException {
        while (true) {
            Duration pause = gates.pauseLeft(request);
            if (!pause.isZero()) {
                if (request instanceof Call || pause.compareTo(PATIENCE) > 0 || !rests.rest(pause)) {
                    return Gates.Pass.LATER;
                }
                continue;
            }
            Duration turn = gates.untilTurn(request);
            if (turn.isZero()) {
                Gates.Pass pass = gates.enter(request, hasCaller);
                if (pass != Gates.Pass.LATER || request instanceof Call) {
                    return pass;
                }
            } else if (!rests.rest(turn.compareTo(LOOK) < 0 ? turn : LOOK)) {
                return Gates.Pass.LATER;
            }
        }
    }

    /** Waits before a question is asked once more; false when the program stops. */
    boolean rest(Duration time) throws InterruptedException {
        return rests.rest(time);
    }
}
