package invitations.camel;

import invitations.call.Answers;
import invitations.call.Effect;
import invitations.call.Failures;
import invitations.call.Gates;
import invitations.call.ListReply;
import invitations.settle.Question;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** The bean {@code asking}: what the route {@code settle-uncertain} asks. Safe for any number of threads. */
public final class Asking {
    private final Answers answers;
    private final Failures failures;
    private final Gates gates;

    public Asking(Answers answers, Failures failures, Gates gates) {
        this.answers = answers;
        this.failures = failures;
        this.gates = gates;
    }

    /** Whether the question has another page to ask for. */
    public boolean goesOn(@Variable("question") Question question) {
        return question.goesOn();
    }

    /** Sets path and query of the next request. */
    public void prepare(@Variable("question") Question question, @Headers Map<String, Object> headers) {
        headers.put(Exchange.HTTP_PATH, question.target() + "/");
        headers.put(
                Exchange.HTTP_QUERY,
                question.parameters().entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&")));
    }

    /**
     * What the answer means for the question and for the requests that follow.
     *
     * @throws IOException when it breaks off, takes too long or is too large
     */
    public void answered(
            @Variable("sending") Sending sending,
            @Variable("question") Question question,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") @Nullable Object retryAfter,
            @Header("X-RateLimit-Reset") @Nullable Object rateLimitReset,
            @Header("Location") @Nullable Object location,
            @Header("Date") @Nullable String date,
            @Body @Nullable InputStream body)
            throws IOException {
        ListReply reply = ListReply.of(
                answers.read(question.startedNanos(), status, retryAfter, rateLimitReset, location, body),
                question.page(),
                question.shown());
        take(sending, question, reply, time(date));
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
