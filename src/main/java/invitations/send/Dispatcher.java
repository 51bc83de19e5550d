package invitations.send;

import invitations.api.Call;
import invitations.invitation.FileRefusedException;
import invitations.ledger.Ledger;
import invitations.send.flow.CircuitBreakers;
import invitations.settle.Lookup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides of one request after the other whether it goes to the callers, and counts it in. What it counted in is counted
 * out once, also when its caller ends without an outcome. Safe for any number of threads.
 */
final class Dispatcher {
    private final Ledger ledger;
    private final CircuitBreakers breakers;
    private final Entrance entrance;
    private final AdmissionCheck admission;
    private final CallExecutor callers;
    private final LostRequests lost;
    private final Room room;

    /** Waits until the disk has room. */
    interface Room {
        /** {@return false when the program is stopped, or the time is over} */
        boolean await() throws InterruptedException;
    }

    Dispatcher(
            Ledger ledger,
            CircuitBreakers breakers,
            Entrance entrance,
            AdmissionCheck admission,
            CallExecutor callers,
            LostRequests lost,
            Room room) {
        this.room = room;
        this.ledger = ledger;
        this.breakers = breakers;
        this.entrance = entrance;
        this.admission = admission;
        this.callers = callers;
        this.lost = lost;
    }

    /** The question, where it goes now; null when it does not: its rows wait, or are for a person to decide. */
    @Nullable
    Lookup dispatch(SendLoop loop, Lookup lookup) throws InterruptedException {
        return switch (entrance.enter(lookup)) {
            case GO -> {
                loop.underWay().question(lookup.id());
                callers.afterNext(() -> lost.ended(loop, lookup));
                yield lookup;
            }
            case STOPPED -> {
                Optional<CircuitBreakers.Stop> forbidden = breakers.forbidden(lookup);
                forbidden.ifPresentOrElse(
                        stop -> lookup.never(stop.message()), () -> lookup.notNow("its target is stopped"));
                yield null;
            }
            case LATER -> {
                lookup.notNow("its target is paused");
                yield null;
            }
        };
    }

    /** The intent of the call, asked for and not awaited; null when it does not go now: its rows stay as they are. */
    @Nullable
    PendingCall dispatch(SendLoop loop, Call call) throws InterruptedException {
        if (!room.await()) {
            loop.giveUp();
            return null;
        }
        return switch (entrance.enter(call)) {
            case GO -> {
                loop.underWay().call(call.id());
                try {
                    Optional<Call> admitted = admitted(loop, call);
                    if (admitted.isEmpty()) {
                        breakers.release(call);
                        loop.underWay().endUnmade(call.id());
                        yield null;
                    }
                    PendingCall pending = new PendingCall(
                            call, ledger.intents().ask(call.id(), admitted.get().rows(), loop.lookupAge()));
                    callers.afterNext(() -> lost.ended(loop, pending));
                    yield pending;
                } catch (FileRefusedException reason) {
                    loop.forbid(call, reason);
                    yield null;
                } catch (RuntimeException e) {
                    breakers.release(call);
                    loop.underWay().endUnmade(call.id());
                    throw e;
                }
            }
            case STOPPED -> {
                loop.underWay().stopped();
                yield null;
            }
            case LATER -> null;
        };
    }

    /** The call with those who may be invited now; empty where nobody may, and the rows stay as they are. */
    private Optional<Call> admitted(SendLoop loop, Call call) {
        // The wait at the entrance may have been long.
        if (loop.times().isClosed()) {
            return Optional.empty();
        }
        return loop.times().admit(admission.admitted(call, loop.drop().feed()));
    }
}
