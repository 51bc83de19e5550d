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
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

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
    private final CircuitBreakers gates;
    private final SendCoordinator coordinator;
    private final Duration firstRest;

    /** @param firstRest how long to wait before a page is asked for again; doubled each time, two seconds at the most */
    public SettleUncertainSteps(
            TransportFailures failures, CircuitBreakers gates, SendCoordinator coordinator, Duration firstRest) {
        this.failures = failures;
        this.gates = gates;
        this.coordinator = coordinator;
        this.firstRest = firstRest;
    }

    /** Whether the question has another page to ask for. Not when the program stops: the next start asks. */
    public boolean goesOn(@Variable("question") Lookup question) {
        return question.goesOn() && !coordinator.isStopping();
    }

    /** Puts the next request into the variable {@code ask}. */
    public void prepare(@Variable("question") Lookup question, Exchange exchange) {
        gates.begin(question);
        exchange.setVariable("ask", question.next());
    }

    /** What the answer means for the question and for the requests that follow. */
    public void answered(
            @Variable("sending") SendLoop sending,
            @Variable("question") Lookup question,
            @Body ApiResponse answer,
            Exchange exchange)
            throws InterruptedException {
        ListResult reply = ListResult.of(question.list(), answer, question.page(), question.shown());
        take(sending, question, reply, time(answer.date()), exchange);
    }

    /** No answer came. */
    public void failed(@Variable("sending") SendLoop sending, @Variable("question") Lookup question, Exchange exchange)
            throws InterruptedException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        take(sending, question, ListResult.of(failures.of(failure)), Instant.now(), exchange);
    }

    /** The question has ended. */
    public void end(@Variable("sending") SendLoop sending, @Variable("question") Lookup question) {
        gates.cancel(question);
        sending.underWay().end(question.id());
    }

    private void take(SendLoop sending, Lookup question, ListResult reply, Instant serverTime, Exchange exchange)
            throws InterruptedException {
        if (reply instanceof ListResult.NotNow notNow) {
            gates.leave(question, notNow.effect(), false);
            sending.progress().failed();
            int tried = exchange.getVariable(TRIED, 0, Integer.class) + 1;
            exchange.setVariable(TRIED, tried);
            if (isWorthAnotherTry(sending, question, notNow, tried)) {
                return;
            }
        } else {
            FlowControl effect = reply instanceof ListResult.Never never ? never.effect() : new FlowControl.None();
            gates.leave(question, effect, true);
            exchange.setVariable(TRIED, 0);
        }
        question.take(reply, serverTime);
        if (question.hasProved()) {
            sending.progress().progressed();
        }
        if (question.goesOn() && coordinator.entrance().enterAgain(question) != CircuitBreakers.Pass.GO) {
            question.notNow("its target is paused");
        }
    }

    /** Waits, and answers whether the same page may be asked for again. */
    private boolean isWorthAnotherTry(SendLoop sending, Lookup question, ListResult.NotNow notNow, int tried)
            throws InterruptedException {
        if (tried >= TRIES || notNow.effect() instanceof FlowControl.StopTarget || sending.isTimeToGiveUp()) {
            return false;
        }
        Duration doubled = firstRest.multipliedBy(1L << (tried - 1));
        Duration rest = notNow.effect() instanceof FlowControl.Pause
                ? Duration.ZERO
                : doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
        return coordinator.entrance().rest(rest)
                && coordinator.entrance().enterAgain(question) == CircuitBreakers.Pass.GO;
    }

    /** The time of the answer by the server's clock (RFC 9110, 6.6.1); by ours when it does not say. */
    private static Instant time(@Nullable String date) {
        return HttpDate.parse(date).orElseGet(Instant::now);
    }
}
