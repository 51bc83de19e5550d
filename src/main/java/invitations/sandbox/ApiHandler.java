package invitations.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.fault.Faults;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.http.RecordedRequest;
import invitations.sandbox.http.RequestLog;
import invitations.sandbox.http.RequestRateLimit;
import invitations.sandbox.work.VendorApis;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Takes the requests to the APIs: reads them, lets faults have their way, answers, and keeps account. */
final class ApiHandler implements HttpHandler {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int BODY_MAXIMUM = 16 << 20;
    private static final HttpAnswer NOTHING_DONE = HttpAnswer.detail(200, "Nothing was done.");
    private static final HttpAnswer TOO_MANY =
            new HttpAnswer(429, HttpAnswer.JSON, Map.of("Retry-After", "1"), "{\"detail\":\"Request was throttled.\"}");
    private static final FaultEffect UNTOUCHED = new FaultEffect.Untouched();

    private final Router paths;
    private final VendorApis api;
    private final Faults faults;
    private final RequestLog requests;
    private final RequestRateLimit rateLimit;
    private final Duration latency;

    ApiHandler(
            Router paths,
            VendorApis api,
            Faults faults,
            RequestLog requests,
            RequestRateLimit rateLimit,
            Duration latency) {
        this.rateLimit = rateLimit;
        this.paths = paths;
        this.api = api;
        this.faults = faults;
        this.requests = requests;
        this.latency = latency;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        requests.begun();
        try {
            take(exchange);
        } finally {
            requests.ended();
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        long started = System.nanoTime();
        Instant from = Instant.now();
        byte[] body = exchange.getRequestBody().readNBytes(BODY_MAXIMUM + 1);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        Router.Place place = paths.place(method, path);
        ApiCall call = place == null ? null : call(place, exchange, body, authorization);
        boolean isTaken = rateLimit.takes();
        Fault fault = call == null || !isTaken ? null : faults.next(call);
        FaultEffect effect = fault == null ? UNTOUCHED : fault.effect();
        HttpAnswer answer;
        if (body.length > BODY_MAXIMUM) {
            answer = HttpAnswer.page(413, "Request Entity Too Large");
        } else if (!isTaken) {
            answer = TOO_MANY;
        } else if (call == null) {
            answer = paths.elsewhere(method, path);
        } else {
            answer = answer(call, fault);
        }
        pause(latency.toNanos() - (System.nanoTime() - started));
        String query = exchange.getRequestURI().getRawQuery();
        int status = effect.status(answer.status());
        requests.add(new RecordedRequest(method, path, query, from, Instant.now(), status, authorization != null));
        effect.send(exchange, answer);
    }

    private HttpAnswer answer(ApiCall call, @Nullable Fault fault) {
        if (fault == null) {
            return api.answer(call);
        }
        if (fault.moment() == Fault.Moment.AFTER) {
            HttpAnswer answer = api.answer(call);
            faults.hold(fault.delay());
            return answer;
        }
        faults.hold(fault.delay());
        return fault.effect() instanceof FaultEffect.Untouched ? api.answer(call) : NOTHING_DONE;
    }

    private static ApiCall call(
            Router.Place place, HttpExchange exchange, byte[] body, @Nullable String authorization) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String url = "http://" + host + exchange.getRequestURI().getRawPath();
        return new ApiCall(
                place.endpoint(),
                place.ids(),
                url,
                ApiCall.parameters(exchange.getRequestURI().getRawQuery()),
                json(body),
                authorization);
    }

    private static JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** Waits out the time, however often it is woken; not at all when the sandbox is closed meanwhile. */
    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
