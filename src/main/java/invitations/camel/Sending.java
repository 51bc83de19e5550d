package invitations.camel;

import invitations.call.Call;
import invitations.call.Effect;
import invitations.call.Gated;
import invitations.call.Gates;
import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
import invitations.ledger.Drop;
import invitations.ledger.DuplicateTurns;
import invitations.ledger.Ledger;
import invitations.ledger.OpenRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One drop on its way to the API: passes over its open rows until none is left, or none may be sent. Its state is
 * shared by the thread that reads the rows and those that make the calls.
 */
public final class Sending {
    static final int PAGE = 500;

    /** How long to wait before rows that wait for another drop's claim are looked at again. */
    private static final Duration CLAIM_WAIT = Duration.ofMillis(100);

    private final Ledger ledger;
    private final Gates gates;
    private final SendCoordinator coordinator;
    private final Drop drop;
    private final Doubts doubts;
    private final LookupAge lookupAge;
    private final RequestsUnderWay underWay = new RequestsUnderWay();
    private final ProgressWatch progress = new ProgressWatch(System::nanoTime);
    private boolean owner;
    private boolean begun;
    private boolean stopped;
    private volatile boolean waiting;
    private volatile boolean givenUp;
    private @Nullable RuntimeException failure;

    Sending(Ledger ledger, Gates gates, SendCoordinator coordinator, Drop drop, Duration lookupAge) {
        this.ledger = ledger;
        this.gates = gates;
        this.coordinator = coordinator;
        this.drop = drop;
        this.lookupAge = new LookupAge(lookupAge, ledger.intents()::sentBack);
        this.doubts = new Doubts(ledger, drop, gates, () -> coordinator.reading(drop));
    }

    Drop drop() {
        return drop;
    }

    /** The requests that callers have. */
    RequestsUnderWay underWay() {
        return underWay;
    }

    /** For how long no row got further. */
    ProgressWatch progress() {
        return progress;
    }

    /** What is asked about the drop's rows. */
    Doubts doubts() {
        return doubts;
    }

    /** Whether another pass makes sense; waits until it does. */
    boolean goesOn() throws InterruptedException {
        waiting = false;
        stopped = false;
        if (!owner || givenUp || coordinator.isStopping() || failed() || coordinator.isStalled(progress)) {
            return false;
        }
        if (begun && doubts.isReading()) {
            return true;
        }
        boolean isAnyOpen = hasOpenRows() || duplicateTurns().give(drop) > 0;
        if (!begun && isAnyOpen) {
            begun = true;
            return true;
        }
        begun = true;
        Gates.Closed closed = gates.closed();
        Gates.Closed unaskable = gates.closedToQuestions();
        Optional<Duration> question = doubts.untilQuestion(unaskable.targets());
        if (question.filter(Duration::isZero).isPresent()) {
            return !isTimeToGiveUp();
        }
        if (isAnyOpen && closed.pauseLeft().isZero() && underWay.wasAnyMade()) {
            return true;
        }
        return waitFor(isAnyOpen, closed, unaskable, question);
    }

    /** Waits for what comes first: the end of a pause, a question that is due, another drop's claim. */
    private boolean waitFor(boolean isAnyOpen, Gates.Closed closed, Gates.Closed unaskable, Optional<Duration> question)
            throws InterruptedException {
        boolean wasAnyStopped = underWay.wasAnyStopped();
        boolean isPaused = !closed.pauseLeft().isZero();
        // Asked first: what drops did that have ended by now is seen below. Asked last, they might end in between.
        boolean othersGetOn = coordinator.doOthersGetOn(this);
        // A pause is that of a target; rows of others may go all the same.
        if (isAnyOpen && !wasAnyStopped && (ledger.intents().giveWay(drop) > 0 || hasFreeRows(closed))) {
            return true;
        }
        stopped = isAnyOpen && !isPaused && (wasAnyStopped || onlyClosedTargetsLeft(closed));
        waiting = isAnyOpen && !isPaused && !stopped && question.isEmpty();
        List<Duration> waits = new ArrayList<>();
        question.ifPresent(waits::add);
        if (!unaskable.pauseLeft().isZero() && doubts.areLeft()) {
            waits.add(unaskable.pauseLeft());
        }
        if (isPaused && isAnyOpen) {
            waits.add(closed.pauseLeft());
        } else if (isAnyOpen && !stopped && (question.isPresent() || othersGetOn)) {
            waits.add(CLAIM_WAIT);
        }
        if (waits.isEmpty() || isTimeToGiveUp()) {
            return false;
        }
        question.ifPresent(doubts::tell);
        return coordinator.pause(Collections.min(waits));
    }

    /** The calls of one pass over the rows of targets that are neither paused nor stopped, and what is to be asked. */
    Iterator<Gated> pass() {
        lookupAge.passed(underWay.sent());
        underWay.beginPass();
        return new Pass(
                List.of(coordinator.calls(drop, doubts.sendable()), doubts.questions())
                        .iterator(),
                () -> givenUp || coordinator.isStopping() || failed() || coordinator.isStalled(progress));
    }

    /** Whether it is time to leave the drop open: no row got further for so long, or the API is out of reach. */
    boolean isTimeToGiveUp() {
        return coordinator.isStalled(progress) || coordinator.isOutOfReach(drop);
    }

    synchronized void fail(RuntimeException reason) {
        failure = failure == null ? reason : failure;
    }

    /** How old the look-up of a row may be when it is sent. */
    Duration lookupAge() {
        return lookupAge.age();
    }

    /** Waits until every call of the pass has ended. */
    void awaitAnswers() throws InterruptedException {
        underWay.await();
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Leaves the drop open: what is needed to send it is not there. */
    void giveUp() {
        givenUp = true;
    }

    void setOwner(boolean value) {
        owner = value;
    }

    /** Whether no row of the drop is open any more. */
    boolean isDone() {
        return owner
                && !failed()
                && !coordinator.isStopping()
                && !hasOpenRows()
                && !doubts.areLeft()
                && !duplicateTurns().areDue(drop);
    }

    /** Whether all open rows that it has are of stopped targets. */
    boolean isStopped() {
        return stopped;
    }

    /** Whether all open rows that it has wait for the claims of other drops. */
    boolean isWaiting() {
        return waiting;
    }

    /** Nobody can tell who may be invited: by anybody, or by the feed alone, whose rows end then. */
    void forbid(Call call, RefusedFile reason) {
        if (reason.code() == Code.INVALID_FEED || reason.code() == Code.UNKNOWN_FEED) {
            gates.cancel(call);
            underWay.endUnmade(call.id());
            ledger.outcomes().leaveUnprocessed(drop, reason.code(), reason.reason());
        } else {
            gates.leave(call, new Effect.StopTarget(reason.code(), reason.reason()), false);
            underWay.endUnmade(call.id());
            underWay.stopped();
        }
    }

    /** Ends the rows that a stop left: each for the reason of its own target or operation, where that has one. */
    void leaveWhatIsStopped() {
        duplicateTurns().give(drop);
        for (OpenRows.Group group : ledger.openRows().groups(drop)) {
            Gates.Stop stop = gates.stop(group.target(), group.operation(), group.tenant())
                    .orElseGet(() -> gates.stops().iterator().next());
            ledger.outcomes().leaveUnprocessed(drop, group, stop.reason(), stop.message());
        }
    }

    private DuplicateTurns duplicateTurns() {
        return ledger.drops().duplicateTurns();
    }

    private boolean hasOpenRows() {
        return ledger.openRows().isAnyLeft(drop, Set.of());
    }

    private boolean hasFreeRows(Gates.Closed closed) {
        return !ledger.openRows().free(drop, 0, 1, closed.targets()).isEmpty();
    }

    private boolean onlyClosedTargetsLeft(Gates.Closed closed) {
        return !ledger.openRows().isAnyLeft(drop, closed.targets());
    }

    private synchronized boolean failed() {
        return failure != null;
    }
}
