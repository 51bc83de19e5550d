package invitations.camel;

import invitations.call.Answer;
import invitations.call.Effect;
import invitations.call.Failures;
import invitations.call.Gates;
import invitations.call.ListReply;
import invitations.settle.Question;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** The bean {@code asking}: what the route {@code settle-uncertain} asks. Safe for any number of threads. */
public final class Asking {
    private final Failures failures;
    private final Gates gates;

    public Asking(Failures failures, Gates gates) {
        this.failures = failures;
        this.gates = gates;
    }

    /** Whether the question has another page to ask for. */
    public boolean goesOn(@Variable("question") Question question) {
        return question.goesOn();
    }

    /** Puts the next request into the variable {@code ask}. */
    public void prepare(@Variable("question") Question question, Exchange exchange) {
        exchange.setVariable("ask", question.next());
    }

    /** What the answer means for the question and for the requests that follow. */
    public void answered(
            @Variable("sending") Sending sending, @Variable("question") Question question, @Body Answer answer) {
        ListReply reply = ListReply.of(question.list(), answer, question.page(), question.shown());
        take(sending, question, reply, time(answer.date()));
    }

    /** No answer came. */
    public void failed(
            @Variable("sending") Sending sending, @Variable("question") Question question, Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        take(sending, question, ListReply.of(failures.of(failure)), Instant.now());
    }

    /** The question has ended. */
    public void end(@Variable("sending") Sending sending, @Variable("question") Question question) {
        gates.cancel(question);
        sending.backFromAsking();
    }

    private void take(Sending sending, Question question, ListReply reply, Instant serverTime) {
        if (reply instanceof ListReply.NotNow notNow) {
            gates.leave(question, notNow.effect(), false);
            sending.doubts().leftUnanswered();
        } else {
            Effect effect = reply instanceof ListReply.Never never ? never.effect() : new Effect.None();
            gates.leave(question, effect, true);
            sending.doubts().heard();
        }
        question.take(reply, serverTime);
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
