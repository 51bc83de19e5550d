package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.testing.ApiSamples;
import invitations.testing.BoundedClient;
import invitations.testing.SocketServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Read through HttpClient from real sockets, as camel-http hands the stream over. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResponseReaderTest {
    private static final int MIB = 1 << 20;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private static final Clock NOW = Clock.fixed(ApiSamples.RECEIVED, ZoneOffset.UTC);

    private final Call call = ApiSamples.single("c1");
    private final ResponseReader responses = new ResponseReader(Duration.ofSeconds(100), NOW, System::nanoTime);

    @Test
    void an_answer_is_read_to_its_end() throws Exception {
        assertThat(read("Content-Length: 10\r\n\r\n{\"a\":\"é\"}").text()).isEqualTo("{\"a\":\"é\"}");
        assertThat(read("Transfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n5\r\n\":1}\n\r\n0\r\n\r\n")
                        .text())
                .isEqualTo("{\"a\":1}\n");
        assertThat(read("Connection: close\r\n\r\n{}").text()).isEqualTo("{}");
        assertThat(read("Content-Length: 0\r\n\r\n").text()).isEmpty();
    }

    @Test
    void an_answer_without_a_body_is_empty() throws Exception {
        assertThat(responses.read(call.startedNanos(), 204, null, null, null, null, null))
                .isEqualTo(new ApiResponse(204, null, null, null, null, "", NOW.instant()));
    }

    @Test
    void headers_are_kept_as_they_came() throws Exception {
        InputStream body = new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8));

        assertThat(responses.read(call.startedNanos(), 429, 30, List.of("1", "2"), "/elsewhere", "today", body))
                .isEqualTo(new ApiResponse(429, "30", "[1, 2]", "/elsewhere", "today", "x", NOW.instant()));
    }

    @Test
    void bytes_that_are_not_utf_8_break_nothing() throws Exception {
        InputStream body = new ByteArrayInputStream(new byte[] {'{', (byte) 0xff, '}'});

        assertThat(responses
                        .read(call.startedNanos(), 200, null, null, null, null, body)
                        .text())
                .isEqualTo("{\ufffd}");
    }

    @Test
    void an_answer_that_breaks_off_is_a_failure() {
        assertThatThrownBy(() -> read("Content-Length: 100\r\n\r\n{\"id\": 7}"))
                .isInstanceOf(ConnectionClosedException.class);
        assertThatThrownBy(() -> read("Transfer-Encoding: chunked\r\n\r\n9\r\n{\"id\": 7}\r\n"))
                .isInstanceOf(ConnectionClosedException.class);
        assertThatThrownBy(() -> read("Transfer-Encoding: chunked\r\n\r\nnine\r\n{\"id\": 7}\r\n"))
                .isInstanceOf(MalformedChunkCodingException.class);
    }

    @Test
    void an_answer_of_a_mebibyte_is_read_and_one_byte_more_is_not() throws Exception {
        assertThat(read("Content-Length: " + MIB + "\r\n\r\n" + "x".repeat(MIB)).text())
                .hasSize(MIB);
        assertThatThrownBy(() -> read("Content-Length: " + (MIB + 1) + "\r\n\r\n" + "x".repeat(MIB + 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("the answer is larger than 1048576 bytes");
        assertThatThrownBy(() -> responses.read(
                        call.startedNanos(), 200, null, null, null, null, new ByteArrayInputStream(new byte[MIB + 1])))
                .hasMessage("the answer is larger than 1048576 bytes");
    }

    @Test
    void an_endless_answer_is_cut_off_and_not_read_on() throws Exception {
        AtomicLong written = new AtomicLong();
        SocketServer.Manner endless = socket -> {
            SocketServer.readRequest(socket);
            SocketServer.write(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
            while (true) {
                SocketServer.write(socket, chunk);
                written.addAndGet(0x8000);
            }
        };
        try (SocketServer server = SocketServer.start(endless);
                BoundedClient client = new BoundedClient(100_000, null)) {
            assertThatThrownBy(() -> client.read(server.uri("127.0.0.1"), responses, call))
                    .hasMessage("the answer is larger than 1048576 bytes");

            awaitEnd(server);
            assertThat(written).hasValueLessThan(32L * MIB);
        }
    }

    @Test
    void a_drip_fed_answer_is_cut_off_when_the_call_has_had_its_time() throws Exception {
        SocketServer.Manner drip = socket -> {
            SocketServer.readRequest(socket);
            SocketServer.write(socket, HEAD + "Content-Length: 1000000\r\n\r\n");
            while (true) {
                SocketServer.write(socket, "x");
                pause(socket);
            }
        };
        ResponseReader impatient = new ResponseReader(Duration.ofMillis(400), NOW, System::nanoTime);
        try (SocketServer server = SocketServer.start(drip);
                BoundedClient client = new BoundedClient(100_000, null)) {
            Call now = call.begun(call.rows(), System.nanoTime());

            assertThatThrownBy(() -> client.read(server.uri("127.0.0.1"), impatient, now))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("the answer took longer than 400 ms");

            assertThat(Duration.ofNanos(System.nanoTime() - now.startedNanos()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(400));
            awaitEnd(server);
        }
    }

    @Test
    void the_time_counts_from_the_request_and_not_from_the_first_byte_of_the_answer() {
        ResponseReader impatient = new ResponseReader(Duration.ofMillis(1), NOW, System::nanoTime);
        Call old = new Call("c", "d", "platform", call.operation(), "acme", call.rows(), System.nanoTime() - 5_000_000);

        assertThatThrownBy(() -> impatient.read(
                        old.startedNanos(), 200, null, null, null, null, new ByteArrayInputStream(new byte[] {'{', '}'
                        })))
                .isInstanceOf(SocketTimeoutException.class);
    }

    private ApiResponse read(String rest) throws IOException {
        SocketServer.Manner manner = socket -> {
            SocketServer.readRequest(socket);
            SocketServer.write(socket, HEAD + rest);
        };
        try (SocketServer server = SocketServer.start(manner);
                BoundedClient client = new BoundedClient(100_000, null)) {
            return client.read(server.uri("127.0.0.1"), responses, call);
        }
    }

    /** A short while, or until the client has gone. */
    private static void pause(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        try {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("the client has gone");
            }
        } catch (SocketTimeoutException stillThere) {
            // The next byte may go.
        }
    }

    private static void awaitEnd(SocketServer server) {
        Awaitility.await().until(() -> server.ended() == 1);
    }
}
