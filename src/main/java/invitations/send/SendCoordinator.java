package invitations.send;

import invitations.api.Call;
import invitations.api.TargetRequest;
import invitations.base.DiskReserve;
import invitations.base.ExceptionCauses;
import invitations.base.Waiter;
import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.LedgerException;
import invitations.send.flow.CircuitBreakers;
import invitations.send.time.DomainPace;
import invitations.send.time.DropTimes;
import invitations.send.time.SendTimes;
import invitations.send.time.SendWait;
import invitations.settle.Lookup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the drops that are being sent share: which they are, where their requests wait, and when all stops. A drop is sent by
 * one thread at a time, however often its content is dropped. Safe for any number of threads.
 */
public final class SendCoordinator {
    private static final Logger LOG = LoggerFactory.getLogger(SendCoordinator.class);

    private final Ledger ledger;
    private final CircuitBreakers breakers;
    private final TargetRegistry targets;
    private final @Nullable Duration giveUpAfter;
    private final Map<String, SendLoop> sent = new ConcurrentHashMap<>();
    private final Waiter waiter;
    private final Entrance entrance;
    private final Dispatcher dispatcher;
    private final FeedQueues feedQueues;
    private final CanaryCheck canary;
    private final SendTimes times;
    private final DomainPace pace;

    /**
     * @param canary what reads the first rows of drops back
     * @param callers the threads that requests are handed to
     * @param disk how much of it is kept free; it also knows how long a drop may get no further before it is left open
     * @param waiter where threads wait until all stops
     * @param times when the people of feeds may be invited
     */
    public SendCoordinator(
            Ledger ledger,
            CircuitBreakers breakers,
            TargetRegistry targets,
            AdmissionCheck admission,
            CanaryCheck canary,
            CallExecutor callers,
            DiskReserve disk,
            Waiter waiter,
            SendTimes times) {
        this.canary = canary;
        this.waiter = waiter;
        this.times = times;
        this.pace = new DomainPace(ledger.domainIntents(), ledger.clock());
        this.entrance = new Entrance(breakers, waiter);
        LostRequests lost = new LostRequests(ledger, breakers, this::failed);
        this.dispatcher = new Dispatcher(ledger, breakers, entrance, admission, callers, lost, () -> disk.await(0));
        this.targets = targets;
        this.ledger = ledger;
        this.breakers = breakers;
        this.giveUpAfter = disk.giveUpAfter();
        this.feedQueues = new FeedQueues(ledger, this::isStopping);
    }

    /** {@return whether drops are left open when the API is away for long, as where nothing is watched} */
    public boolean givesUp() {
        return giveUpAfter != null;
    }

    /** In which order the drops of a feed are sent. */
    public FeedQueues feedQueues() {
        return feedQueues;
    }

    /** What looks people up and sends nothing, on these threads, by a route that asks a question and waits for its end. */
    public LookupPass lookups(CallExecutor callers, BiConsumer<SendLoop, Lookup> route) {
        return new LookupPass(ledger, breakers, this, callers, route);
    }

    /** Begins, or goes on, to send the drop. */
    public SendLoop begin(Drop drop) {
        SendLoop loop =
                new SendLoop(ledger, breakers, this, drop, targets.lookupPace().age());
        // The same content may be dropped again while its drop is being sent: one thread sends it, the other leaves.
        loop.setOwner(drop.state() == DropState.SENDING && sent.putIfAbsent(drop.id(), loop) == null);
        return loop;
    }

    /** {@return what open rows of the drop wait for, beside what their targets say} */
    public Optional<SendWait> waitOf(Drop drop) {
        return drop.state() == DropState.SENDING ? times(drop).current() : Optional.empty();
    }

    /** {@return when the rows of the drop may be sent} */
    DropTimes times(Drop drop) {
        return new DropTimes(drop, ledger, times, pace, giveUpAfter == null);
    }

    /**
     * Waits until the request may go; asks for the durable intent of a call without waiting for that.
     *
     * @return the question, or the intent of the call; null when it may not go now: its rows stay as they are
     */
    @Nullable
    public Object ask(SendLoop loop, TargetRequest request) throws InterruptedException {
        return request instanceof Call call
                ? dispatcher.dispatch(loop, call)
                : dispatcher.dispatch(loop, (Lookup) request);
    }

    /** Takes note of a ledger that cannot be written: nothing more is sent. */
    public void failed(SendLoop loop, Throwable cause) {
        RuntimeException failure = ExceptionCauses.find(cause, LedgerException.class)
                .map(RuntimeException.class::cast)
                .orElseGet(() -> new IllegalStateException("an outcome could not be written down", cause));
        LOG.error("Sending stops: {}", failure.getMessage());
        loop.fail(failure);
        stop();
    }

    /**
     * Ends the passes. Where nobody will go on with the drop, the rows that a stopped target left are unprocessed:
     * dropping the file again sends them.
     */
    public Drop end(SendLoop loop) {
        if (loop.isStopped()) {
            breakers.stops()
                    .forEach(stop -> LOG.error("Drop {} stops: {}", loop.drop().id(), stop.message()));
            if (giveUpAfter != null && !isStopping()) {
                loop.leaveWhatIsStopped();
            }
        }
        sent.remove(loop.drop().id(), loop);
        return ledger.drops().now(loop.drop());
    }

    /** The drops to go on with after a start. */
    public List<Drop> openDrops() {
        return ledger.drops().in(DropState.SENDING);
    }

    /** Makes no new calls; those on their way end as they do. */
    public void stop() {
        waiter.stop();
    }

    /** Waits until no call is on its way; to be asked after {@link #stop}. */
    public void awaitCalls() throws InterruptedException {
        for (SendLoop loop : sent.values()) {
            loop.underWay().await();
        }
    }

    /** Waits until sending stops, or the time is over, or an operator wants it tried again; whether it stops. */
    public boolean awaitStop(Duration atMost) throws InterruptedException {
        return !waiter.rest(atMost);
    }

    /** Lets everything be tried again: drops that wait for the end of a pause do not any more. */
    public void tryAgain() {
        breakers.reset();
        ledger.pauses().clear();
        waiter.wake();
    }

    /** {@return whether no new calls are made} */
    public boolean isStopping() {
        return waiter.areOver();
    }

    /** {@return whether a guard of this bundle stopped targets, and not their API} */
    public boolean isStoppedByGuard() {
        return breakers.stops().stream().anyMatch(stop -> stop.reason() == ReasonCode.INVALID_SUPPRESS_LIST);
    }

    /** {@return why targets are not called any more, a sentence each} */
    public List<String> stops() {
        return breakers.stops().stream()
                .map(CircuitBreakers.Stop::message)
                .sorted()
                .toList();
    }

    /** {@return where threads rest until all stops} */
    public Waiter waiter() {
        return waiter;
    }

    /** {@return where requests wait for their turn} */
    public Entrance entrance() {
        return entrance;
    }

    /** {@return what reads the first rows of drops back} */
    CanaryCheck canary() {
        return canary;
    }

    /** {@return whether no row has got further for so long that it is time to leave the drop open} */
    boolean isStalled(ProgressWatch progress) {
        return giveUpAfter != null && progress.stalledFor().compareTo(giveUpAfter) > 0;
    }

    /** {@return whether the API was out of reach for so long that it is time to leave the drop open} */
    boolean isOutOfReach(Drop drop) {
        return giveUpAfter != null
                && breakers.unreachableFor(ledger.openRows().targets(drop)).compareTo(giveUpAfter) > 0;
    }

    /** {@return whether any of the drops whose claims may hold the rows of this one gets on} */
    boolean doOthersGetOn(SendLoop loop) {
        if (sent.values().stream().anyMatch(other -> other != loop && !other.isWaiting())) {
            return true;
        }
        return feedQueues.isAnyBetween(
                sent.values().stream().map(other -> other.drop().feed()).collect(Collectors.toSet()));
    }

    /** {@return what makes requests of a drop's rows} */
    OpenRequests requests() {
        return new OpenRequests(ledger, breakers, targets);
    }
}
