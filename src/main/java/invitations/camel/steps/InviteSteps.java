package invitations.camel.steps;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.ApiResponse;
import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.ResponseReader;
import invitations.send.TargetRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The bean {@code requests}: what the routes that make calls ask of the call's target. Arguments are bound by
 * annotations, and the routes call it by bean steps: these run once a call, and each method expression in a route would
 * copy the exchange.
 * Safe for any number of threads.
 */
public final class InviteSteps {
    private final ResponseReader responses;
    private final TargetRegistry targets;

    /** @param responses reads what comes back */
    public InviteSteps(ResponseReader responses, TargetRegistry targets) {
        this.responses = responses;
        this.targets = targets;
    }

    /** Puts what the routes choose by into the variables {@code target} and {@code operation}. */
    public void choose(@Variable("call") Call call, Exchange exchange) {
        exchange.setVariable("target", targets.named(call.target()).name());
        exchange.setVariable("operation", call.operation().label());
    }

    /** The body of the call. */
    public JsonNode body(@Variable("call") Call call) {
        return targets.named(call.target()).body(call);
    }

    /** Sets the path of invites to the organization of the call. */
    public void toInvites(@Variable("call") Call call, @Headers Map<String, Object> headers) {
        headers.put(Exchange.HTTP_PATH, call.tenant() + "/invites");
    }

    /** Sets the path of links that invite to the organization of the call. */
    public void toLinkInvites(@Variable("call") Call call, @Headers Map<String, Object> headers) {
        headers.put(Exchange.HTTP_PATH, call.tenant() + "/link-invites");
    }

    /**
     * {@return what the answer means}
     *
     * @throws IOException when it breaks off, takes too long or is too large
     */
    public CallResult result(
            @Variable("call") Call call,
            @Header(Exchange.HTTP_RESPONSE_CODE) int status,
            @Header("Retry-After") @Nullable Object retryAfter,
            @Header("X-RateLimit-Reset") @Nullable Object rateLimitReset,
            @Header("Location") @Nullable Object location,
            @Body @Nullable InputStream body)
            throws IOException {
        ApiResponse response =
                responses.read(call.startedNanos(), status, retryAfter, rateLimitReset, location, null, body);
        return targets.named(call.target()).read(call, response);
    }
}
