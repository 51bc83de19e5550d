package invitations.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.RowStatus;
import invitations.testing.SocketServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
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
                    .satisfies(failure -> assertThat(new TransportFailures()
                                    .of(failure)
                                    .outcome()
                                    .status())
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
                    .satisfies(failure -> assertThat(new TransportFailures()
                                    .of(failure)
                                    .outcome()
                                    .status())
                            .isEqualTo(RowStatus.RETRYABLE));
        }
    }

    /** The deadline of one gives its connection back, and another that waits gets it while its own deadline comes. */
    @Test
    void what_counts_as_not_sent_has_not_arrived() throws Exception {
        Set<String> arrived = ConcurrentHashMap.newKeySet();
        SocketServer.Manner silence = socket -> {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line = in.readLine();
            if (line != null) {
                arrived.add(line.split(" ", -1)[1]);
            }
            while (line != null) {
                line = in.readLine();
            }
        };
        RequestDeadline soon = new RequestDeadline(Duration.ofMillis(40), System::nanoTime);
        HttpClientBuilder builder = HttpClients.custom().disableAutomaticRetries();
        soon.install(builder);
        builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(1)
                .setMaxConnPerRoute(1)
                .build());
        Set<String> notSent = ConcurrentHashMap.newKeySet();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (SocketServer server = SocketServer.start(silence);
                CloseableHttpClient client = builder.build()) {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String path = "/" + i;
                calls.add(() -> {
                    assertThatThrownBy(() -> client.executeOpen(
                                    null, new HttpGet(server.uri("127.0.0.1").resolve(path)), null))
                            .satisfies(failure -> {
                                if (new TransportFailures()
                                                .of(failure)
                                                .outcome()
                                                .status()
                                        == RowStatus.RETRYABLE) {
                                    notSent.add(path);
                                }
                            });
                    return null;
                });
            }
            for (Future<Void> call : callers.invokeAll(calls)) {
                call.get();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(notSent).isNotEmpty().doesNotContainAnyElementsOf(arrived);
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
