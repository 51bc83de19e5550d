package invitations.camel;

import invitations.call.Answer;
import invitations.call.Effect;
import invitations.call.Failures;
import invitations.call.Gates;
import invitations.call.ListReply;
import invitations.settle.Question;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The bean {@code asking}: what the route {@code settle-uncertain} asks. A page that is not answered is asked for again,
 * with pauses that grow: otherwise an API that fails every now and then would never show a long list to its end. Safe for
 * any number of threads.
 */
public final class Asking {
    /** How often a page is asked for, before the question is put off. */
    private static final int TRIES = 6;

    private static final Duration LONGEST_REST = Duration.ofSeconds(2);
    /** How often the page was asked for in vain. */
    private static final String TRIED = "tried";

    private final Failures failures;
    private final Gates gates;
    private final SendCoordinator coordinator;
    private final Duration firstRest;

    /** @param firstRest how long to wait before a page is asked for again; doubled each time, two seconds at the most */
    Asking(Failures failures, Gates gates, SendCoordinator coordinator, Duration firstRest) {
        this.failures = failures;
        this.gates = gates;
        this.coordinator = coordinator;
        this.firstRest = firstRest;
    }

    /** Whether the question has another page to ask for. Not when the program stops: the next start asks. */
    public boolean goesOn(@Variable("question") Question question) {
        return question.goesOn() && !coordinator.isStopping();
    }

    /** Puts the next request into the variable {@code ask}. */
    public void prepare(@Variable("question") Question question, Exchange exchange) {
        gates.begin(question);
        exchange.setVariable("ask", question.next());
    }

    /** What the answer means for the question and for the requests that follow. */
    public void answered(
            @Variable("sending") Sending sending,
            @Variable("question") Question question,
            @Body Answer answer,
            Exchange exchange)
            throws InterruptedException {
        ListReply reply = ListReply.of(question.list(), answer, question.page(), question.shown());
        take(sending, question, reply, time(answer.date()), exchange);
    }

    /** No answer came. */
    public void failed(@Variable("sending") Sending sending, @Variable("question") Question question, Exchange exchange)
            throws InterruptedException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        take(sending, question, ListReply.of(failures.of(failure)), Instant.now(), exchange);
    }

    /** The question has ended. */
    public void end(@Variable("sending") Sending sending, @Variable("question") Question question) {
        gates.cancel(question);
        sending.underWay().end(question.id());
    }

    private void take(Sending sending, Question question, ListReply reply, Instant serverTime, Exchange exchange)
            throws InterruptedException {
        if (reply instanceof ListReply.NotNow notNow) {
            gates.leave(question, notNow.effect(), false);
            sending.progress().failed();
            int tried = exchange.getVariable(TRIED, 0, Integer.class) + 1;
            exchange.setVariable(TRIED, tried);
            if (isWorthAnotherTry(sending, question, notNow, tried)) {
                return;
            }
        } else {
            Effect effect = reply instanceof ListReply.Never never ? never.effect() : new Effect.None();
            gates.leave(question, effect, true);
            exchange.setVariable(TRIED, 0);
        }
        question.take(reply, serverTime);
        if (question.hasProved()) {
            sending.progress().progressed();
        }
        if (question.goesOn() && coordinator.entrance().enterAgain(question) != Gates.Pass.GO) {
            question.notNow("its target is paused");
        }
    }

    /** Waits, and answers whether the same page may be asked for again. */
    private boolean isWorthAnotherTry(Sending sending, Question question, ListReply.NotNow notNow, int tried)
            throws InterruptedException {
        if (tried >= TRIES || notNow.effect() instanceof Effect.StopTarget || sending.isTimeToGiveUp()) {
            return false;
        }
        Duration doubled = firstRest.multipliedBy(1L << (tried - 1));
        Duration rest = notNow.effect() instanceof Effect.Pause
                ? Duration.ZERO
                : doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
        return coordinator.entrance().rest(rest) && coordinator.entrance().enterAgain(question) == Gates.Pass.GO;
    }

    /** The time of the answer by the server's clock (RFC 9110, 6.6.1); by ours when it does not say. */
    private static Instant time(@Nullable String date) {
        try {
            return date == null
                    ? Instant.now()
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeException notATime) {
            return Instant.now();
        }
    }
}
