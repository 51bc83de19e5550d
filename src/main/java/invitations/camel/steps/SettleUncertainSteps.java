package invitations.camel.steps;

import invitations.api.ApiResponse;
import invitations.api.FlowControl;
import invitations.api.ListResult;
import invitations.api.TransportFailures;
import invitations.base.HttpDate;
import invitations.send.SendCoordinator;
import invitations.send.SendLoop;
import invitations.send.flow.CircuitBreakers;
import invitations.settle.Lookup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/**
 * The bean {@code asking}: what the route {@code settle-uncertain} asks. A page that is not answered is asked for again,
 * with pauses that grow: otherwise an API that fails every now and then would never show a long list to its end. Safe for
 * any number of threads.
 */
public final class SettleUncertainSteps {
    /** How often a page is asked for, before the question is put off. */
    private static final int TRIES = 6;

    private static final Duration LONGEST_REST = Duration.ofSeconds(2);
    /** How often the page was asked for in vain. */
    private static final String TRIED = "tried";

    private final TransportFailures failures;
    private final CircuitBreakers breakers;
    private final SendCoordinator coordinator;
    private final Duration firstRest;
    private final Clock clock;
    private final LongSupplier ticker;

    /**
     * @param firstRest how long to wait before a page is asked for again; doubled each time, two seconds at the most
     * @param clock the time by our clock
     * @param ticker nanoseconds, as {@link System#nanoTime()} counts them
     */
    public SettleUncertainSteps(
            TransportFailures failures,
            CircuitBreakers breakers,
            SendCoordinator coordinator,
            Duration firstRest,
            Clock clock,
            LongSupplier ticker) {
        this.clock = clock;
        this.ticker = ticker;
        this.failures = failures;
        this.breakers = breakers;
        this.coordinator = coordinator;
        this.firstRest = firstRest;
    }

    /** {@return whether the question has another page to ask for} Not when the program stops: the next start asks. */
    public boolean goesOn(@Variable("question") Lookup lookup) {
        return lookup.goesOn() && !coordinator.isStopping();
    }

    /** Puts the next request into the variable {@code ask}. */
    public void prepare(@Variable("question") Lookup lookup, Exchange exchange) {
        breakers.begin(lookup);
        exchange.setVariable("ask", lookup.next().begun(ticker.getAsLong()));
    }

    /** What the answer means for the question and for the requests that follow. */
    public void answered(
            @Variable("sending") SendLoop loop,
            @Variable("question") Lookup lookup,
            @Body ApiResponse response,
            Exchange exchange)
            throws InterruptedException {
        ListResult result = ListResult.of(lookup.list(), response, lookup.page(), lookup.shown());
        take(loop, lookup, result, time(response), exchange);
    }

    /** No answer came. */
    public void failed(@Variable("sending") SendLoop loop, @Variable("question") Lookup lookup, Exchange exchange)
            throws InterruptedException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        take(loop, lookup, ListResult.of(failures.of(failure)), clock.instant(), exchange);
    }

    /** The question has ended. */
    public void end(@Variable("sending") SendLoop loop, @Variable("question") Lookup lookup) {
        breakers.release(lookup);
        loop.underWay().end(lookup.id());
    }

    private void take(SendLoop loop, Lookup lookup, ListResult result, Instant serverTime, Exchange exchange)
            throws InterruptedException {
        if (result instanceof ListResult.NotNow notNow) {
            breakers.record(lookup, notNow.effect(), false);
            loop.progress().failed();
            int tried = exchange.getVariable(TRIED, 0, Integer.class) + 1;
            exchange.setVariable(TRIED, tried);
            if (isWorthAnotherTry(loop, lookup, notNow, tried)) {
                return;
            }
        } else {
            FlowControl effect = result instanceof ListResult.Never never ? never.effect() : new FlowControl.None();
            breakers.record(lookup, effect, true);
            exchange.setVariable(TRIED, 0);
        }
        lookup.take(result, serverTime);
        if (lookup.hasProved()) {
            loop.progress().progressed();
        }
        if (lookup.goesOn() && coordinator.entrance().enterAgain(lookup) != CircuitBreakers.Pass.GO) {
            lookup.notNow("its target is paused");
        }
    }

    /** Waits, and answers whether the same page may be asked for again. */
    private boolean isWorthAnotherTry(SendLoop loop, Lookup lookup, ListResult.NotNow notNow, int tried)
            throws InterruptedException {
        if (tried >= TRIES || notNow.effect() instanceof FlowControl.StopTarget || loop.isTimeToGiveUp()) {
            return false;
        }
        Duration doubled = firstRest.multipliedBy(1L << (tried - 1));
        Duration rest = notNow.effect() instanceof FlowControl.Pause
                ? Duration.ZERO
                : doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
        return coordinator.entrance().rest(rest)
                && coordinator.entrance().enterAgain(lookup) == CircuitBreakers.Pass.GO;
    }

    /** The time of the answer by the server's clock (RFC 9110, 6.6.1); by ours when it does not say. */
    private static Instant time(ApiResponse response) {
        return HttpDate.parse(response.date()).orElse(response.received());
    }
}
