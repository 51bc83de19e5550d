package invitations.camel;

import invitations.call.Call;
import invitations.call.Calls;
import invitations.call.Gated;
import invitations.call.Gates;
import invitations.invitation.Code;
import invitations.invitation.DropState;
import invitations.invitation.RefusedFile;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerFailure;
import invitations.ledger.OpenRows;
import invitations.settle.Question;
import invitations.settle.Reading;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code sender}: what the route {@code send-drop} asks. Safe for any number of threads. */
public final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Ledger ledger;
    private final Gates gates;
    private final Targets targets;
    private final Admission admission;
    private final @Nullable Duration giveUpAfter;
    private final DiskReserve disk;
    private final Map<String, Sending> sent = new ConcurrentHashMap<>();
    private final Rests rests = new Rests();
    private final Turns turns;

    /** @param disk how much of it is kept free; it also knows for how long anything is waited for */
    Sender(Ledger ledger, Gates gates, Targets targets, Admission admission, DiskReserve disk) {
        this.disk = disk;
        this.targets = targets;
        this.admission = admission;
        this.ledger = ledger;
        this.gates = gates;
        this.giveUpAfter = disk.giveUpAfter();
        this.turns = new Turns(ledger, this::isStopping);
    }

    /** In which order the drops of a feed are sent. */
    Turns turns() {
        return turns;
    }

    /** Begins, or goes on, to send the drop. */
    public Sending begin(Drop drop) {
        Sending sending = new Sending(ledger, gates, this, drop, targets.lookupPace().age());
        // The same content may be dropped again while its drop is being sent: one thread sends it, the other leaves.
        sending.setOwner(drop.state() == DropState.SENDING && sent.putIfAbsent(drop.id(), sending) == null);
        return sending;
    }

    /** Whether another pass over the open rows makes sense; waits until a pause has ended. */
    public boolean goesOn(Sending sending) throws InterruptedException {
        return sending.goesOn();
    }

    /** The calls of one pass over the open rows, and the questions about uncertain ones that are due. */
    public Iterator<Gated> pass(Sending sending) {
        return sending.pass();
    }

    /**
     * Waits until the request may go; asks for the durable intent of a call without waiting for that.
     *
     * @return the question, or the intent of the call; null when it may not go now: its rows stay as they are
     */
    public @Nullable Object ask(@Variable("sending") Sending sending, @Body Gated request) throws InterruptedException {
        return request instanceof Call call ? ask(sending, call) : ask(sending, (Question) request);
    }

    /** Whose pace a call counts for. */
    public String tenant(Call call) {
        return call.target() + " " + call.tenant();
    }

    private @Nullable Question ask(Sending sending, Question question) throws InterruptedException {
        return switch (gates.enter(question)) {
            case GO -> {
                sending.leftToAsk();
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

    private @Nullable Intent ask(Sending sending, Call call) throws InterruptedException {
        if (!disk.await(0, rests)) {
            sending.giveUp();
            return null;
        }
        return switch (gates.enter(call)) {
            case GO -> {
                sending.left();
                try {
                    Call admitted = admission.admitted(call, sending.drop().feed());
                    yield new Intent(call, ledger.intents().ask(call.id(), admitted.rows(), sending.lookupAge()));
                } catch (RefusedFile reason) {
                    sending.forbid(call, reason);
                    yield null;
                } catch (RuntimeException e) {
                    gates.cancel(call);
                    sending.back(false);
                    throw e;
                }
            }
            case STOPPED -> {
                sending.stopped();
                yield null;
            }
            case LATER -> null;
        };
    }

    /** Takes note of a ledger that cannot be written: nothing more is sent. There is no result of the call. */
    public @Nullable Object failed(Sending sending, Throwable cause) {
        LedgerFailure failure = Causes.find(cause, LedgerFailure.class).orElseThrow();
        LOG.error("Sending stops: {}", failure.getMessage());
        sending.fail(failure);
        stop();
        return null;
    }

    /** Waits until every call of the pass has ended. */
    public void awaitAnswers(Sending sending) throws InterruptedException {
        sending.awaitAnswers();
    }

    /**
     * Ends the passes. Where nobody will go on with the drop, the rows that a stopped target left are unprocessed:
     * dropping the file again sends them.
     */
    public Drop end(Sending sending) {
        if (sending.isStopped()) {
            gates.stops()
                    .forEach(stop ->
                            LOG.error("Drop {} stops: {}", sending.drop().id(), stop.message()));
            if (giveUpAfter != null && !isStopping()) {
                sending.leaveWhatIsStopped();
            }
        }
        sent.remove(sending.drop().id(), sending);
        return ledger.drops().now(sending.drop());
    }

    /** Whether the drop can be reported: it was sent here, and no row of it is open any more. */
    public boolean isDone(Sending sending) {
        return sending.isDone();
    }

    /** The drops to go on with after a start. */
    public List<Drop> openDrops() {
        return ledger.drops().in(DropState.SENDING);
    }

    /** Makes no new calls; those on their way end as they do. */
    public void stop() {
        rests.stop();
    }

    /** Waits until sending stops, or the time is over, or an operator wants it tried again; whether it stops. */
    public boolean awaitStop(Duration atMost) throws InterruptedException {
        return !rests.rest(atMost);
    }

    /** Lets everything be tried again: drops that wait for the end of a pause do not any more. */
    void tryAgain() {
        gates.open();
        ledger.waits().clear();
        rests.wake();
    }

    /** Whether no new calls are made. */
    public boolean isStopping() {
        return rests.areOver();
    }

    /** Whether a guard of this bundle stopped targets, and not their API. */
    public boolean isStoppedByGuard() {
        return gates.stops().stream().anyMatch(stop -> stop.reason() == Code.INVALID_SUPPRESS_LIST);
    }

    /** Why targets are not called any more, a sentence each. */
    public List<String> stops() {
        return gates.stops().stream().map(Gates.Stop::message).sorted().toList();
    }

    /** Whether the API was away, or left questions unanswered, for so long that it is time to leave the drop open. */
    boolean isTimeToGiveUp(Drop drop, Duration unanswered) {
        return giveUpAfter != null
                && (unanswered.compareTo(giveUpAfter) > 0
                        || gates.unreachableFor(ledger.openRows().targets(drop)).compareTo(giveUpAfter) > 0);
    }

    /** Whether any of the drops whose claims may hold the rows of this one gets on. */
    boolean doOthersGetOn(Sending sending) {
        if (sent.values().stream().anyMatch(other -> other != sending && !other.isWaiting())) {
            return true;
        }
        return turns.isAnyBetween(
                sent.values().stream().map(other -> other.drop().feed()).collect(Collectors.toSet()));
    }

    /** Waits so long; false when the program stops. */
    boolean pause(Duration time) throws InterruptedException {
        return rests.rest(time);
    }

    /** A reading of the API's lists about the rows of the drop that are due now. */
    Reading reading(Drop drop) {
        return new Reading(
                ledger,
                drop,
                ledger.settleClock().now(),
                targets::people,
                Clock.systemUTC(),
                targets.lookupPace().window());
    }

    /** Cuts the rows of the drop in that range that may be sent now into calls. */
    Calls calls(Drop drop, OpenRows.Range range) {
        return new Calls(
                drop.id(),
                after -> ledger.openRows().free(drop, range.behind(after), Sending.PAGE, gates.closedTargets()),
                name -> Math.min(gates.batchSize(name), targets.named(name).largestBatch()),
                row -> targets.named(row.target()).together(row));
    }
}
