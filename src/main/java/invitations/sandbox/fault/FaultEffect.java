package invitations.sandbox.fault;

import com.sun.net.httpserver.HttpExchange;
import invitations.sandbox.http.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** What the client gets instead of the answer that was meant for it. */
public sealed interface FaultEffect {

    /** Sends it, or lets the connection break. */
    void send(HttpExchange exchange, HttpAnswer meant) throws IOException;

    /** The status that the client gets to see; 0 when it sees none. */
    default int status(int meant) {
        return meant;
    }

    /** The answer as it was meant. For faults that only delay. */
    record Untouched() implements FaultEffect {
        @Override
        public void send(HttpExchange exchange, HttpAnswer meant) throws IOException {
            meant.send(exchange);
        }
    }

    /**
     * Another answer.
     *
     * @param status from 200 to 599
     * @param headers such as {@code Retry-After}, sent as they are; {@code now+2} is the time of the answer and two
     *     seconds, in seconds since 1970
     */
    record Status(int status, String contentType, String body, Map<String, String> headers) implements FaultEffect {

        public Status {
            headers = Map.copyOf(headers);
        }

        /** An answer with a body as the vendor's server words it. */
        public static Status of(int status) {
            return new Status(status, HttpAnswer.JSON, "{\"detail\":\"Ordered by a test.\"}", Map.of());
        }

        /** A page for people, as gateways answer; with 200 it is a page that only looks like success. */
        public static Status html(int status) {
            return new Status(
                    status, HttpAnswer.HTML, HttpAnswer.page(status, "Gateway").body(), Map.of());
        }

        /** Success, in JSON that says nothing of what the contract promises. */
        public static Status wrongJson() {
            return new Status(200, HttpAnswer.JSON, "[{\"unexpected\":true}]", Map.of());
        }

        /** Success, in JSON that speaks of an error all the same, beside all that the contract promises. */
        public static Status failedSuccess() {
            return new Status(
                    200,
                    HttpAnswer.JSON,
                    "{\"id\":1,\"successes\":1,\"error_codes\":[],\"invited\":1,\"error\":\"Quota exceeded.\"}",
                    Map.of());
        }

        /** The same with one more header. */
        public Status withHeader(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Status(status, contentType, body, more);
        }

        @Override
        public int status(int meant) {
            return status;
        }

        @Override
        public void send(HttpExchange exchange, HttpAnswer meant) throws IOException {
            Map<String, String> sent = new HashMap<>(headers);
            sent.replaceAll((name, value) -> value.matches("now\\+[0-9]{1,9}")
                    ? String.valueOf(Instant.now().getEpochSecond() + Long.parseLong(value.substring(4)))
                    : value);
            new HttpAnswer(status, contentType, sent, body).send(exchange);
        }
    }

    /** No answer: the connection is closed. */
    record Dropped() implements FaultEffect {
        @Override
        public int status(int meant) {
            return 0;
        }

        @Override
        public void send(HttpExchange exchange, HttpAnswer meant) {
            exchange.close();
        }
    }

    /** The first half of the answer under the length of the whole, then the connection is closed. */
    record Truncated() implements FaultEffect {
        @Override
        public void send(HttpExchange exchange, HttpAnswer meant) throws IOException {
            byte[] body = meant.bytes();
            OutputStream out = meant.start(exchange, body.length);
            out.write(body, 0, body.length / 2);
            out.flush();
            exchange.close();
        }
    }

    /**
     * The answer with a field of that length more. A client that reads it all would find it perfect.
     *
     * @param bytes how many; {@link Long#MAX_VALUE} never ends
     */
    record Huge(long bytes) implements FaultEffect {
        @Override
        public void send(HttpExchange exchange, HttpAnswer meant) throws IOException {
            byte[] body = meant.bytes();
            try (OutputStream out = meant.start(exchange, 0)) {
                out.write(body, 0, Math.max(body.length - 1, 0));
                out.write(",\"padding\":\"".getBytes(StandardCharsets.UTF_8));
                pad(out, bytes, (byte) 'x');
                out.write("\"}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /**
     * The answer byte by byte.
     *
     * @param everyMillis the pause after each
     */
    record Drip(long everyMillis) implements FaultEffect {
        @Override
        public void send(HttpExchange exchange, HttpAnswer meant) throws IOException {
            byte[] body = meant.bytes();
            try (OutputStream out = meant.start(exchange, body.length)) {
                for (byte each : body) {
                    out.write(each);
                    out.flush();
                    LockSupport.parkNanos(everyMillis * 1_000_000);
                }
            }
        }
    }

    /**
     * The answer compressed, though nobody asked for it.
     *
     * @param padding how many blanks are added before compression, which takes a thousandth of them
     */
    record Gzip(long padding) implements FaultEffect {
        @Override
        public void send(HttpExchange exchange, HttpAnswer meant) throws IOException {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            try (OutputStream out = new GZIPOutputStream(meant.start(exchange, 0))) {
                out.write(meant.bytes());
                pad(out, padding, (byte) ' ');
            }
        }
    }

    private static void pad(OutputStream out, long bytes, byte with) throws IOException {
        byte[] block = new byte[1 << 16];
        Arrays.fill(block, with);
        for (long left = bytes; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
    }
}
