package invitations.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultReader;
import invitations.sandbox.fault.Faults;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.http.RequestLog;
import invitations.sandbox.store.Outbox;
import invitations.sandbox.work.InvitationRef;
import invitations.sandbox.work.OutsideEvents;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What the sandbox offers besides the API, below {@code /_sandbox/}: {@code POST} and {@code DELETE faults},
 * {@code POST accept} and {@code POST expire} (whose invitations), {@code GET record} (a line of JSON an e-mail) and
 * {@code GET requests/count}.
 */
final class ControlHandler implements HttpHandler {
    static final String PATH = "/_sandbox/";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Faults faults;
    private final OutsideEvents life;
    private final Outbox outbox;
    private final RequestLog requests;

    ControlHandler(Faults faults, OutsideEvents life, Outbox outbox, RequestLog requests) {
        this.faults = faults;
        this.life = life;
        this.outbox = outbox;
        this.requests = requests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String asked = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().substring(PATH.length());
        switch (asked) {
            case "POST faults" -> order(body).send(exchange);
            case "DELETE faults" -> {
                faults.clear();
                number("faults", 0).send(exchange);
            }
            case "POST accept" -> happen("accepted", body, life::accept).send(exchange);
            case "POST expire" -> happen("expired", body, life::expire).send(exchange);
            case "GET requests/count" -> number("count", requests.count()).send(exchange);
            case "GET record" -> sendRecord(exchange);
            default ->
                HttpAnswer.detail(404, "The sandbox does not offer that.").send(exchange);
        }
    }

    /** Takes one fault, or a list of them: all, or none when one is not understood. */
    private HttpAnswer order(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            List<Fault> ordered = new ArrayList<>();
            for (JsonNode each : json.isArray() ? json : List.of(json)) {
                ordered.add(FaultReader.read(each));
            }
            ordered.forEach(faults::order);
            return number("faults", faults.size());
        } catch (IOException | IllegalArgumentException notUnderstood) {
            return HttpAnswer.detail(400, String.valueOf(notUnderstood.getMessage()));
        }
    }

    private static HttpAnswer happen(String name, byte[] body, ToIntFunction<InvitationRef> event) {
        try {
            return number(name, event.applyAsInt(InvitationRef.read(MAPPER.readTree(body))));
        } catch (IOException | IllegalArgumentException notUnderstood) {
            return HttpAnswer.detail(400, String.valueOf(notUnderstood.getMessage()));
        }
    }

    private void sendRecord(HttpExchange exchange) throws IOException {
        HttpAnswer lines = new HttpAnswer(200, "application/x-ndjson", Map.of(), "");
        try (OutputStream out = new BufferedOutputStream(lines.start(exchange, 0), 1 << 16)) {
            for (String line : outbox.lines()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static HttpAnswer number(String name, long value) {
        return HttpAnswer.json(200, JsonNodeFactory.instance.objectNode().put(name, value));
    }
}
