package invitations.send;

import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.send.flow.CircuitBreakers;
import invitations.settle.Lookup;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Looks the people up whom a planned drop would invite, and makes no call: it has questions only. It is meant for a ledger that
 * is thrown away, since rows are marked as looked up. For one thread at a time.
 */
public final class LookupPass {
    private final Ledger ledger;
    private final CircuitBreakers breakers;
    private final SendCoordinator coordinator;
    private final CallExecutor callers;
    private final BiConsumer<SendLoop, Lookup> route;

    /**
     * @param callers the threads that ask
     * @param route asks a question, and returns when it has ended
     */
    LookupPass(
            Ledger ledger,
            CircuitBreakers breakers,
            SendCoordinator coordinator,
            CallExecutor callers,
            BiConsumer<SendLoop, Lookup> route) {
        this.ledger = ledger;
        this.breakers = breakers;
        this.coordinator = coordinator;
        this.callers = callers;
        this.route = route;
    }

    /** {@return whether all rows could be looked up} Gives up as sending does when the API is away. */
    public boolean run(Drop drop) {
        ledger.planLookups().begin(drop);
        SendLoop loop = coordinator.begin(drop);
        try {
            while (goesOn(loop)) {
                ask(loop, loop.doubts().questions());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            coordinator.end(loop);
        }
        return !ledger.lookupRows().isAnyLeft(drop);
    }

    /** The questions of the next step wait for the replies of this one. */
    private void ask(SendLoop loop, Iterator<Lookup> questions) throws InterruptedException {
        while (questions.hasNext()) {
            if (coordinator.ask(loop, questions.next()) instanceof Lookup question) {
                callers.execute(() -> route.accept(loop, question));
            }
        }
        loop.underWay().await();
    }

    private boolean goesOn(SendLoop loop) throws InterruptedException {
        if (coordinator.isStopping() || loop.isTimeToGiveUp()) {
            return false;
        }
        CircuitBreakers.Unavailable closed = breakers.unavailableToLookups();
        Optional<Duration> question = loop.doubts().untilQuestion(closed.targets());
        if (question.isPresent()) {
            return question.get().isZero() || coordinator.waiter().rest(question.get());
        }
        return !closed.pauseLeft().isZero()
                && loop.doubts().areLeft()
                && coordinator.waiter().rest(closed.pauseLeft());
    }
}
