package invitations.send;

import invitations.api.Call;
import invitations.api.FlowControl;
import invitations.api.TargetRequest;
import invitations.invitation.FileRefusedException;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DuplicateTurns;
import invitations.ledger.send.OpenRows;
import invitations.send.flow.CircuitBreakers;
import invitations.send.time.DropTimes;
import invitations.send.time.SendWait;
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
public final class SendLoop {
    static final int PAGE = 500;

    /** How long to wait before rows that wait for another drop's claim are looked at again. */
    private static final Duration CLAIM_WAIT = Duration.ofMillis(100);

    private final Ledger ledger;
    private final CircuitBreakers breakers;
    private final SendCoordinator coordinator;
    private final Drop drop;
    private final DropTimes times;
    private final SettleCycle doubts;
    private final LookupAge lookupAge;
    private final CanaryCheck.Watch canary;
    private final RequestsInFlight underWay = new RequestsInFlight();
    private final ProgressWatch progress;
    private boolean owner;
    private boolean begun;
    private boolean stopped;
    private volatile boolean waiting;
    private volatile boolean givenUp;
    private @Nullable RuntimeException failure;

    SendLoop(Ledger ledger, CircuitBreakers breakers, SendCoordinator coordinator, Drop drop, Duration lookupAge) {
        this.ledger = ledger;
        this.progress = new ProgressWatch(ledger.ticker());
        this.breakers = breakers;
        this.coordinator = coordinator;
        this.drop = drop;
        this.times = coordinator.times(drop);
        this.canary = coordinator.canary().watch();
        this.lookupAge = new LookupAge(lookupAge, ledger.intents()::sentBack);
        this.doubts = new SettleCycle(
                ledger, drop, breakers, () -> coordinator.requests().reading(drop));
    }

    Drop drop() {
        return drop;
    }

    /** The requests that callers have. */
    public RequestsInFlight underWay() {
        return underWay;
    }

    /** For how long no row got further. */
    public ProgressWatch progress() {
        return progress;
    }

    /** {@return when the drop's rows may be sent} */
    DropTimes times() {
        return times;
    }

    /** {@return what is asked about the drop's rows} */
    SettleCycle doubts() {
        return doubts;
    }

    /** {@return whether another pass makes sense; waits until it does} */
    public boolean goesOn() throws InterruptedException {
        waiting = false;
        stopped = false;
        if (!owner || givenUp || coordinator.isStopping() || failed() || coordinator.isStalled(progress)) {
            return false;
        }
        if (!canary.lets(drop)) {
            return false;
        }
        if (begun && doubts.isReading()) {
            return true;
        }
        boolean isAnyOpen = ledger.openRows().isAnyLeftNow(drop, Set.of())
                || duplicateTurns().give(drop) > 0;
        if (!begun && isAnyOpen) {
            begun = true;
            return true;
        }
        begun = true;
        CircuitBreakers.Unavailable closed = breakers.unavailable();
        CircuitBreakers.Unavailable unaskable = breakers.unavailableToLookups();
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
    private boolean waitFor(
            boolean isAnyOpen,
            CircuitBreakers.Unavailable closed,
            CircuitBreakers.Unavailable unaskable,
            Optional<Duration> question)
            throws InterruptedException {
        boolean wasAnyStopped = underWay.wasAnyStopped();
        boolean isPaused = !closed.pauseLeft().isZero();
        Optional<SendWait> wait = isAnyOpen ? times.current() : Optional.empty();
        // Asked first: what drops did that have ended by now is seen below. Asked last, they might end in between.
        boolean othersGetOn = coordinator.doOthersGetOn(this);
        // A pause is that of a target; rows of others may go all the same.
        if (isAnyOpen
                && !wasAnyStopped
                && (ledger.intents().giveWay(drop) > 0 || times.hasFreeRows(closed.targets()))) {
            return true;
        }
        stopped = isAnyOpen && !isPaused && (wasAnyStopped || !ledger.openRows().isAnyLeftNow(drop, closed.targets()));
        waiting = isAnyOpen && !isPaused && !stopped && question.isEmpty() && wait.isEmpty();
        List<Duration> waits = new ArrayList<>(stopped ? List.of() : times.left(wait));
        question.ifPresent(waits::add);
        if (!unaskable.pauseLeft().isZero() && doubts.areLeft()) {
            waits.add(unaskable.pauseLeft());
        }
        if (isPaused && isAnyOpen) {
            waits.add(closed.pauseLeft());
        } else if (isAnyOpen && !stopped && wait.isEmpty() && (question.isPresent() || othersGetOn)) {
            waits.add(CLAIM_WAIT);
        }
        if (waits.isEmpty() || isTimeToGiveUp()) {
            return false;
        }
        question.ifPresent(doubts::tell);
        return times.rest(Collections.min(waits), wait, coordinator.waiter());
    }

    /** The calls of one pass over the rows of targets that are neither paused nor stopped, and what is to be asked. */
    public Iterator<TargetRequest> pass() {
        lookupAge.passed(underWay.sent());
        underWay.beginPass();
        times.beginPass();
        return new SendPass(
                List.of(coordinator.requests().calls(this, doubts.sendable()), doubts.questions())
                        .iterator(),
                () -> givenUp || coordinator.isStopping() || failed() || coordinator.isStalled(progress));
    }

    /** {@return whether it is time to leave the drop open: no row got further for so long, or the API is out of reach} */
    public boolean isTimeToGiveUp() {
        return coordinator.isStalled(progress) || coordinator.isOutOfReach(drop);
    }

    synchronized void fail(RuntimeException reason) {
        failure = failure == null ? reason : failure;
    }

    /** {@return how old the look-up of a row may be when it is sent} */
    Duration lookupAge() {
        return lookupAge.age();
    }

    /** Waits until every call of the pass has ended. */
    public void awaitAnswers() throws InterruptedException {
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

    /** {@return whether no row of the drop is open any more} */
    public boolean isDone() {
        return owner
                && !failed()
                && !coordinator.isStopping()
                && !ledger.openRows().isAnyLeft(drop, Set.of())
                && !doubts.areLeft()
                && !duplicateTurns().areDue(drop);
    }

    /** {@return whether all open rows that it has are of stopped targets} */
    boolean isStopped() {
        return stopped;
    }

    /** {@return whether all open rows that it has wait for the claims of other drops} */
    boolean isWaiting() {
        return waiting;
    }

    /** Nobody can tell who may be invited: by anybody, or by the feed alone, whose rows end then. */
    void forbid(Call call, FileRefusedException reason) {
        if (AdmissionCheck.isOfFeedAlone(reason.code())) {
            breakers.release(call);
            underWay.endUnmade(call.id());
            ledger.outcomes().leaveUnprocessed(drop, reason.code(), reason.reason());
        } else {
            breakers.record(call, new FlowControl.StopTarget(reason.code(), reason.reason()), false);
            underWay.endUnmade(call.id());
            underWay.stopped();
        }
    }

    /** Ends the rows that a stop left: each for the reason of its own target or operation, where that has one. */
    void leaveWhatIsStopped() {
        duplicateTurns().give(drop);
        for (OpenRows.Group group : ledger.openRows().groups(drop)) {
            CircuitBreakers.Stop stop = breakers.stop(group.target(), group.operation(), group.tenant())
                    .orElseGet(() -> breakers.stops().iterator().next());
            ledger.outcomes().leaveUnprocessed(drop, group, stop.reason(), stop.message());
        }
    }

    private DuplicateTurns duplicateTurns() {
        return ledger.drops().duplicateTurns();
    }

    private synchronized boolean failed() {
        return failure != null;
    }
}
