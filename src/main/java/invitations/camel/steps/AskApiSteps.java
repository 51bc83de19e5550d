package invitations.camel.steps;

import invitations.api.ApiRequest;
import invitations.api.ApiResponse;
import invitations.api.ResponseReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** The bean {@code asks}: what the routes that ask an API need for one request. Safe for any number of threads. */
public final class AskApiSteps {
    private final ResponseReader answers;

    /** @param answers reads what comes back */
    public AskApiSteps(ResponseReader answers) {
        this.answers = answers;
    }

    /** Sets path and query of the request, and that no cache may answer it (RFC 9111, 5.2.1.4 and 5.4). */
    public void prepare(@Variable("ask") ApiRequest ask, @Headers Map<String, Object> headers) {
        headers.put(Exchange.HTTP_PATH, ask.path());
        headers.put("Cache-Control", "no-cache");
        headers.put("Pragma", "no-cache");
        if (ask.parameters().isEmpty()) {
            return;
        }
        headers.put(
                Exchange.HTTP_QUERY,
                ask.parameters().entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&")));
    }

    /**
     * The answer, whatever it says.
     *
     * @throws IOException when it breaks off, takes too long or is too large
     */
    public ApiResponse answer(
            @Variable("ask") ApiRequest ask,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") @Nullable Object retryAfter,
            @Header("X-RateLimit-Reset") @Nullable Object rateLimitReset,
            @Header("Location") @Nullable Object location,
            @Header("Date") @Nullable Object date,
            @Body @Nullable InputStream body)
            throws IOException {
        return answers.read(ask.startedNanos(), status, retryAfter, rateLimitReset, location, date, body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
