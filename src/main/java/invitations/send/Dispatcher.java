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
    private final CircuitBreakers gates;
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
            CircuitBreakers gates,
            Entrance entrance,
            AdmissionCheck admission,
            CallExecutor callers,
            LostRequests lost,
            Room room) {
        this.room = room;
        this.ledger = ledger;
        this.gates = gates;
        this.entrance = entrance;
        this.admission = admission;
        this.callers = callers;
        this.lost = lost;
    }

    /** The question, where it goes now; null when it does not: its rows wait, or are for a person to decide. */
    @Nullable
    Lookup dispatch(SendLoop sending, Lookup question) throws InterruptedException {
        return switch (entrance.enter(question)) {
            case GO -> {
                sending.underWay().question(question.id());
                callers.afterNext(() -> lost.ended(sending, question));
                yield question;
            }
            case STOPPED -> {
                Optional<CircuitBreakers.Stop> forbidden = gates.forbidden(question);
                forbidden.ifPresentOrElse(
                        stop -> question.never(stop.message()), () -> question.notNow("its target is stopped"));
                yield null;
            }
            case LATER -> {
                question.notNow("its target is paused");
                yield null;
            }
        };
    }

    /** The intent of the call, asked for and not awaited; null when it does not go now: its rows stay as they are. */
    @Nullable
    PendingCall dispatch(SendLoop sending, Call call) throws InterruptedException {
        if (!room.await()) {
            sending.giveUp();
            return null;
        }
        return switch (entrance.enter(call)) {
            case GO -> {
                sending.underWay().call(call.id());
                try {
                    Call admitted = admission.admitted(call, sending.drop().feed());
                    PendingCall intent = new PendingCall(
                            call, ledger.intents().ask(call.id(), admitted.rows(), sending.lookupAge()));
                    callers.afterNext(() -> lost.ended(sending, intent));
                    yield intent;
                } catch (FileRefusedException reason) {
                    sending.forbid(call, reason);
                    yield null;
                } catch (RuntimeException e) {
                    gates.cancel(call);
                    sending.underWay().endUnmade(call.id());
                    throw e;
                }
            }
            case STOPPED -> {
                sending.underWay().stopped();
                yield null;
            }
            case LATER -> null;
        };
    }
}
