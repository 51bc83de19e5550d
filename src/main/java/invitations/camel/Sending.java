package invitations.camel;

import invitations.call.Call;
import invitations.call.Calls;
import invitations.call.Gates;
import invitations.invitation.OpenRow;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One drop on its way to the API: passes over its open rows until none is left, or none may be sent. Its state is
 * shared by the thread that reads the rows and those that make the calls.
 */
public final class Sending {
    private static final int PAGE = 500;

    private final Ledger ledger;
    private final Gates gates;
    private final Sender sender;
    private final Drop drop;
    private int onTheirWay;
    private int sentInPass;
    private int stoppedInPass;
    private boolean owner;
    private boolean begun;
    private boolean stopped;
    private volatile boolean waiting;
    private @Nullable RuntimeException failure;

    Sending(Ledger ledger, Gates gates, Sender sender, Drop drop) {
        this.ledger = ledger;
        this.gates = gates;
        this.sender = sender;
        this.drop = drop;
    }

    Drop drop() {
        return drop;
    }

    /** Whether another pass over the open rows makes sense; waits until a pause has ended. */
    boolean goesOn() throws InterruptedException {
        if (!owner || sender.isStopping() || failed() || !hasOpenRows()) {
            return false;
        }
        if (!begun) {
            begun = true;
            return true;
        }
        if (sentInPass == 0 && gates.pauseLeft().isZero() && (stoppedInPass > 0 || onlyClosedTargetsLeft())) {
            stopped = true;
            return false;
        }
        if (!gates.pauseLeft().isZero()) {
            return sender.waitForPause();
        }
        waiting = sentInPass == 0;
        return !waiting || sender.waitForClaims(this);
    }

    /** The calls of one pass over the rows of targets that are neither paused nor stopped. */
    Iterator<Call> pass() {
        sentInPass = 0;
        stoppedInPass = 0;
        Calls calls = new Calls(
                drop.id(), after -> ledger.openRows().page(drop, after, PAGE, gates.closedTargets()), gates::batchSize);
        return new UntilStopped(calls, this);
    }

    synchronized void stopped() {
        stoppedInPass++;
    }

    synchronized void left() {
        onTheirWay++;
        sentInPass++;
    }

    synchronized void back(boolean wasMade) {
        onTheirWay--;
        if (!wasMade) {
            sentInPass--;
        }
        notifyAll();
    }

    synchronized void fail(RuntimeException reason) {
        failure = failure == null ? reason : failure;
    }

    /** Waits until every call of the pass has ended. */
    synchronized void awaitAnswers() throws InterruptedException {
        while (onTheirWay > 0) {
            wait();
        }
        if (failure != null) {
            throw failure;
        }
    }

    void setOwner(boolean value) {
        owner = value;
    }

    /** Whether no row of the drop is open any more. */
    boolean isDone() {
        return owner && !failed() && !sender.isStopping() && !hasOpenRows();
    }

    /** Whether all open rows that it has are of stopped targets. */
    boolean isStopped() {
        return stopped;
    }

    /** Whether all open rows that it has wait for the claims of other drops. */
    boolean isWaiting() {
        return waiting;
    }

    /** Ends the rows that a stop of their target left. */
    void leaveWhatIsStopped() {
        Gates.Stop stop = gates.stops().iterator().next();
        ledger.outcomes().leaveUnprocessed(drop, stop.reason(), stop.message());
    }

    private boolean hasOpenRows() {
        return !openRows(Set.of()).isEmpty();
    }

    private boolean onlyClosedTargetsLeft() {
        return openRows(gates.closedTargets()).isEmpty();
    }

    private synchronized boolean failed() {
        return failure != null;
    }

    private List<OpenRow> openRows(Set<String> except) {
        return ledger.openRows().page(drop, 0, 1, except);
    }

    /** The calls, until the program stops. */
    private record UntilStopped(Calls calls, Sending sending) implements Iterator<Call> {
        @Override
        public boolean hasNext() {
            return !sending.sender.isStopping() && !sending.failed() && calls.hasNext();
        }

        @Override
        public Call next() {
            return calls.next();
        }
    }
}
