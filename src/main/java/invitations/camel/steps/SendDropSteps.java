package invitations.camel.steps;

import invitations.api.Call;
import invitations.api.TargetRequest;
import invitations.ledger.drop.Drop;
import invitations.send.SendCoordinator;
import invitations.send.SendLoop;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** The bean {@code sender}: what the route {@code send-drop} asks. Safe for any number of threads. */
public final class SendDropSteps {
    private final SendCoordinator coordinator;

    public SendDropSteps(SendCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    /** Begins, or goes on, to send the drop. */
    public SendLoop begin(Drop drop) {
        return coordinator.begin(drop);
    }

    /** {@return whether another pass over the open rows makes sense; waits until a pause has ended} */
    public boolean goesOn(SendLoop loop) throws InterruptedException {
        return loop.goesOn();
    }

    /** {@return the calls of one pass over the open rows, and the questions about uncertain ones that are due} */
    public Iterator<TargetRequest> pass(SendLoop loop) {
        return loop.pass();
    }

    /**
     * Waits until the request may go; asks for the durable intent of a call without waiting for that.
     *
     * @return the question, or the intent of the call; null when it may not go now: its rows stay as they are
     */
    public @Nullable Object ask(@Variable("sending") SendLoop loop, @Body TargetRequest request)
            throws InterruptedException {
        return coordinator.ask(loop, request);
    }

    /** {@return whose pace a call counts for} */
    public String tenant(Call call) {
        return call.target() + " " + call.tenant();
    }

    /** Takes note of a ledger that cannot be written: nothing more is sent. */
    public void failed(SendLoop loop, Throwable cause) {
        coordinator.failed(loop, cause);
    }

    /** Waits until every call of the pass has ended. */
    public void awaitAnswers(SendLoop loop) throws InterruptedException {
        loop.awaitAnswers();
    }

    /**
     * Ends the passes. Where nobody will go on with the drop, the rows that a stopped target left are unprocessed:
     * dropping the file again sends them.
     */
    public Drop end(SendLoop loop) {
        return coordinator.end(loop);
    }

    /** {@return whether the drop can be reported: it was sent here, and no row of it is open any more} */
    public boolean isDone(SendLoop loop) {
        return loop.isDone();
    }

    /** {@return the drops to go on with after a start} */
    public List<Drop> openDrops() {
        return coordinator.openDrops();
    }
}
