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
    private final ResponseReader responses;

    /** @param responses reads what comes back */
    public AskApiSteps(ResponseReader responses) {
        this.responses = responses;
    }

    /** Sets path and query of the request, and that no cache may answer it (RFC 9111, 5.2.1.4 and 5.4). */
    public void prepare(@Variable("ask") ApiRequest request, @Headers Map<String, Object> headers) {
        headers.put(Exchange.HTTP_PATH, request.path());
        headers.put("Cache-Control", "no-cache");
        headers.put("Pragma", "no-cache");
        if (request.parameters().isEmpty()) {
            return;
        }
        headers.put(
                Exchange.HTTP_QUERY,
                request.parameters().entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&")));
    }

    /**
     * The answer, whatever it says.
     *
     * @throws IOException when it breaks off, takes too long or is too large
     */
    public ApiResponse answer(
            @Variable("ask") ApiRequest request,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") @Nullable Object retryAfter,
            @Header("X-RateLimit-Reset") @Nullable Object rateLimitReset,
            @Header("Location") @Nullable Object location,
            @Header("Date") @Nullable Object date,
            @Body @Nullable InputStream body)
            throws IOException {
        return responses.read(request.startedNanos(), status, retryAfter, rateLimitReset, location, date, body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
