package invitations.camel;

import invitations.call.Call;
import invitations.call.Gates;
import invitations.invitation.RefusedFile;
import invitations.ledger.Ledger;
import invitations.settle.Question;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides of one request after the other whether it goes to the callers, and counts it in. What it counted in is counted
 * out once, also when its caller ends without an outcome. Safe for any number of threads.
 */
final class Dispatcher {
    private final Ledger ledger;
    private final Gates gates;
    private final Entrance entrance;
    private final Admission admission;
    private final CallerPool callers;
    private final LostRequests lost;
    private final Room room;

    /** Waits until the disk has room. */
    interface Room {
        /** {@return false when the program is stopped, or the time is over} */
        boolean await() throws InterruptedException;
    }

    Dispatcher(
            Ledger ledger,
            Gates gates,
            Entrance entrance,
            Admission admission,
            CallerPool callers,
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
    Question dispatch(Sending sending, Question question) throws InterruptedException {
        return switch (entrance.enter(question)) {
            case GO -> {
                sending.underWay().question(question.id());
                callers.afterNext(() -> lost.ended(sending, question));
                yield question;
            }
            case STOPPED -> {
                Optional<Gates.Stop> forbidden = gates.forbidden(question);
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
    Intent dispatch(Sending sending, Call call) throws InterruptedException {
        if (!room.await()) {
            sending.giveUp();
            return null;
        }
        return switch (entrance.enter(call)) {
            case GO -> {
                sending.underWay().call(call.id());
                try {
                    Call admitted = admission.admitted(call, sending.drop().feed());
                    Intent intent =
                            new Intent(call, ledger.intents().ask(call.id(), admitted.rows(), sending.lookupAge()));
                    callers.afterNext(() -> lost.ended(sending, intent));
                    yield intent;
                } catch (RefusedFile reason) {
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
