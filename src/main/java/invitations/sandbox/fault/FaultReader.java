package invitations.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.sandbox.http.Endpoint;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a fault that was ordered over HTTP: an object with {@code target}, {@code operation}, {@code platform},
 * {@code email}, {@code from}, {@code times} (-1 for always), {@code every} (2 for every second), {@code probability} and {@code seed}, {@code moment},
 * {@code delay_ms}, and {@code effect}, which is an object whose {@code kind} names it. All are optional.
 */
public final class FaultReader {
    private static final Set<String> FIELDS = Set.of(
            "target",
            "operation",
            "platform",
            "email",
            "from",
            "times",
            "every",
            "probability",
            "seed",
            "moment",
            "delay_ms",
            "effect");
    private static final Map<String, Set<String>> EFFECT_FIELDS = Map.of(
            "untouched", Set.of("kind"),
            "status", Set.of("kind", "status", "headers", "body", "content_type"),
            "html", Set.of("kind", "status"),
            "wrong-json", Set.of("kind"),
            "failed-success", Set.of("kind"),
            "drop", Set.of("kind"),
            "truncate", Set.of("kind"),
            "huge", Set.of("kind", "bytes"),
            "drip", Set.of("kind", "every_ms"),
            "gzip", Set.of("kind", "padding"));

    private FaultReader() {}

    /**
     * Reads an order.
     *
     * @throws IllegalArgumentException when something in it is not known, or out of range; the message says what
     */
    public static Fault read(JsonNode order) {
        require(order.isObject(), "a fault is an object");
        known(order, FIELDS);
        Set<Endpoint> endpoints = Endpoint.of(
                order.path("target").textValue(), order.path("operation").textValue());
        require(!endpoints.isEmpty(), "no endpoint has that target and operation");
        Fault fault = Fault.at(endpoints.toArray(new Endpoint[0])).with(effect(order.path("effect")));
        if (order.has("platform")) {
            fault = fault.forPlatform(order.path("platform").asText());
        }
        if (order.has("email")) {
            fault = fault.forEmail(order.path("email").asText());
        }
        if (order.has("probability")) {
            double share = order.path("probability").asDouble(-1);
            require(share >= 0 && share <= 1, "probability is from 0 to 1");
            fault = fault.sometimes(share, order.path("seed").asLong(0));
        }
        if (order.has("times")) {
            int times = order.path("times").asInt();
            fault = times < 0 ? fault.always() : fault.times(times);
        }
        if (order.has("every")) {
            int every = order.path("every").asInt();
            require(every >= 1, "every is from 1");
            fault = fault.every(every);
        }
        String moment = order.path("moment").asText("before");
        require(moment.equals("before") || moment.equals("after"), "moment is before or after");
        return (moment.equals("after") ? fault.afterTheWork() : fault)
                .from(order.path("from").asInt(1))
                .delayed(Duration.ofMillis(order.path("delay_ms").asLong(0)));
    }

    private static FaultEffect effect(JsonNode order) {
        String kind = order.path("kind").asText("untouched").toLowerCase(Locale.ROOT);
        Set<String> fields = EFFECT_FIELDS.get(kind);
        require(fields != null, "effect.kind is one of " + EFFECT_FIELDS.keySet());
        known(order, fields == null ? Set.of() : fields);
        return switch (kind) {
            case "status" -> status(order);
            case "html" -> FaultEffect.Status.html(order.path("status").asInt(200));
            case "wrong-json" -> FaultEffect.Status.wrongJson();
            case "failed-success" -> FaultEffect.Status.failedSuccess();
            case "drop" -> new FaultEffect.Dropped();
            case "truncate" -> new FaultEffect.Truncated();
            case "huge" -> new FaultEffect.Huge(order.path("bytes").asLong(Long.MAX_VALUE));
            case "drip" -> new FaultEffect.Drip(order.path("every_ms").asLong(100));
            case "gzip" -> new FaultEffect.Gzip(order.path("padding").asLong(0));
            default -> new FaultEffect.Untouched();
        };
    }

    private static FaultEffect status(JsonNode order) {
        int status = order.path("status").asInt();
        require(status >= 200 && status <= 599, "effect.status is from 200 to 599");
        FaultEffect.Status plain = FaultEffect.Status.of(status);
        FaultEffect.Status answer = new FaultEffect.Status(
                status,
                order.path("content_type").asText(plain.contentType()),
                order.path("body").asText(plain.body()),
                Map.of());
        for (Map.Entry<String, JsonNode> header : order.path("headers").properties()) {
            answer = answer.withHeader(header.getKey(), header.getValue().asText());
        }
        return answer;
    }

    private static void known(JsonNode order, Set<String> fields) {
        order.fieldNames().forEachRemaining(name -> require(fields.contains(name), "unknown: " + name));
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(expected);
        }
    }
}
