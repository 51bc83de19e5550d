package invitations.camel;

import invitations.api.ApiRequest;
import invitations.api.ApiRequests;
import invitations.api.ApiResponse;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** The routes that send one request to an API, such as {@code ask-iblai}. Safe for any number of threads. */
final class RequestRoutes implements ApiRequests {
    private final Supplier<CamelContext> context;
    private @Nullable ProducerTemplate template;

    /** @param context whose routes they are; it is made after those who ask */
    RequestRoutes(Supplier<CamelContext> context) {
        this.context = context;
    }

    @Override
    public ApiResponse send(String route, ApiRequest request, @Nullable String body) throws Exception {
        Exchange exchange = template().request("direct:" + route, sent -> {
            sent.setVariable("ask", request);
            sent.getMessage().setBody(body);
        });
        Exception failure = exchange.getException();
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(exchange.getMessage().getBody(ApiResponse.class));
    }

    /** One for all requests: each would stay until Camel stops. */
    private synchronized ProducerTemplate template() {
        if (template == null) {
            template = context.get().createProducerTemplate();
        }
        return template;
    }
}
