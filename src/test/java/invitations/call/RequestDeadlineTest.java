package invitations.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.RowStatus;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over real sockets. What drips keeps to the time-outs of each read, and yet ends. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestDeadlineTest {
    private final RequestDeadline deadline = new RequestDeadline(Duration.ofMillis(500), System::nanoTime);

    @Test
    void a_head_that_drips_is_cut_off_and_nobody_knows_what_was_done() throws Exception {
        SocketServer.Manner drip = socket -> {
            SocketServer.readRequest(socket);
            SocketServer.write(socket, "HTTP/1.1 200 OK\r\nX-Drip: ");
            drip(socket);
        };
        try (SocketServer server = SocketServer.start(drip);
                CloseableHttpClient client = client()) {
            long begun = System.nanoTime();

            assertThatThrownBy(() -> client.executeOpen(null, new HttpGet(server.uri("127.0.0.1")), null))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("no whole answer within 500 ms")
                    .satisfies(failure -> assertThat(
                                    new Failures().of(failure).outcome().status())
                            .isEqualTo(RowStatus.UNCERTAIN));

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
            Awaitility.await().until(() -> server.ended() > 0);
        }
    }

    @Test
    void a_body_that_drips_is_cut_off_while_it_is_read() throws Exception {
        SocketServer.Manner drip = socket -> {
            SocketServer.readRequest(socket);
            SocketServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            drip(socket);
        };
        try (SocketServer server = SocketServer.start(drip);
                CloseableHttpClient client = client()) {
            ClassicHttpResponse response = client.executeOpen(null, new HttpGet(server.uri("127.0.0.1")), null);

            assertThatThrownBy(() -> EntityUtils.toByteArray(response.getEntity()))
                    .isInstanceOf(IOException.class);
            Awaitility.await().until(() -> server.ended() > 0);
        }
    }

    @Test
    void a_handshake_that_drips_is_cut_off_and_nothing_was_sent() throws Exception {
        try (SocketServer server = SocketServer.start(
                        javax.net.ServerSocketFactory.getDefault(), "https", RequestDeadlineTest::drip);
                CloseableHttpClient client = client()) {
            assertThatThrownBy(() -> client.executeOpen(null, new HttpGet(server.uri("127.0.0.1")), null))
                    .satisfies(failure -> assertThat(
                                    new Failures().of(failure).outcome().status())
                            .isEqualTo(RowStatus.RETRYABLE));
        }
    }

    @Test
    void connections_that_were_in_time_are_used_again() throws Exception {
        java.util.concurrent.atomic.AtomicInteger connections = new java.util.concurrent.atomic.AtomicInteger();
        SocketServer.Manner keep = socket -> {
            connections.incrementAndGet();
            while (true) {
                SocketServer.readRequest(socket);
                SocketServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            }
        };
        try (SocketServer server = SocketServer.start(keep);
                CloseableHttpClient client = client()) {
            long begun = System.nanoTime();
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
                ClassicHttpResponse response = client.executeOpen(null, new HttpGet(server.uri("127.0.0.1")), null);
                assertThat(EntityUtils.toString(response.getEntity())).isEqualTo("{}");
                return System.nanoTime() - begun > 1_500_000_000;
            });
            assertThat(connections).hasValue(1);
        }
    }

    private CloseableHttpClient client() {
        return HttpClients.custom()
                .disableAutomaticRetries()
                .addExecInterceptorFirst("deadline", deadline)
                .build();
    }

    private static void drip(java.net.Socket socket) throws IOException {
        while (true) {
            // Something more of a handshake record than there is: it is waited for.
            socket.getOutputStream().write(new byte[] {22});
            socket.getOutputStream().flush();
            socket.setSoTimeout(20);
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException nothingCame) {
                // The next drop.
            }
        }
    }
}
