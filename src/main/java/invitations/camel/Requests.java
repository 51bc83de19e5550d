package invitations.camel;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.call.Answer;
import invitations.call.Answers;
import invitations.call.Call;
import invitations.call.CallResult;
import invitations.call.IblaiTarget;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The bean {@code requests}: what the routes that make calls ask of the call's target. Arguments are bound by
 * annotations, since these steps run once a call and expressions in the routes would cost more than the call itself.
 * Safe for any number of threads.
 */
public final class Requests {
    private final Answers answers;
    private final Function<String, IblaiTarget> lookup;
    private final Map<String, IblaiTarget> targets = new ConcurrentHashMap<>();

    /**
     * @param answers reads what comes back
     * @param lookup finds the target of that name among the beans that the route files name
     */
    public Requests(Answers answers, Function<String, IblaiTarget> lookup) {
        this.answers = answers;
        this.lookup = lookup;
    }

    /** Whether there is anything to send. */
    public boolean hasRows(@Variable("call") Call call) {
        return !call.isEmpty();
    }

    /** The name of the call's target, which is one of the registered ones. */
    public String target(@Variable("call") Call call) {
        return registered(call).name();
    }

    /** Whether the call goes to the bulk endpoint. */
    public boolean isBulk(@Variable("call") Call call) {
        return call.isBulk();
    }

    /** The body of the call. */
    public JsonNode body(@Variable("call") Call call) {
        return registered(call).body(call);
    }

    /**
     * What the answer means.
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
        Answer answer = answers.read(call, status, retryAfter, rateLimitReset, location, body);
        return registered(call).read(call, answer);
    }

    private IblaiTarget registered(Call call) {
        return Objects.requireNonNull(targets.computeIfAbsent(call.target(), lookup), call.target());
    }
}
