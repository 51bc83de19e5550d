package invitations.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.testing.BoundedClient;
import invitations.testing.SocketServer;
import invitations.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure is made to happen over real sockets, so that the exceptions are those that the routes will see. */
@Timeout(300)
class TransportFailuresTest {
    /** For what is to fail at once, on a machine however busy. */
    private static final int LONG = 100_000;
    /** For what is to take too long. */
    private static final int SHORT = 300;

    private static @Nullable TestCertificate certificate;

    @BeforeAll
    static void make_a_certificate(@TempDir Path folder) throws Exception {
        certificate = TestCertificate.forHost(BoundedClient.TRUSTED_HOST, folder);
    }

    @Nested
    class OverPlainHttp {

        @Test
        void a_refused_connection_was_not_sent() throws Exception {
            try (Socket taken = new Socket()) {
                // It has a port, which nobody else can have meanwhile, and accepts nothing.
                taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                URI nobody = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/");

                assertNotSent(failureOf(nobody, null), HttpHostConnectException.class);
            }
        }

        @Test
        void a_host_that_does_not_resolve_was_not_sent() {
            assertNotSent(failureOf(URI.create("http://nobody.invalid/"), null), UnknownHostException.class);
        }

        @Test
        void a_connection_that_takes_too_long_was_not_sent() throws Exception {
            List<Socket> waiting = new ArrayList<>();
            try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                // Nobody accepts: when the queue is full, the system lets further connections wait.
                for (int i = 0; i < 4; i++) {
                    Socket socket = new Socket();
                    waiting.add(socket);
                    try {
                        socket.connect(full.getLocalSocketAddress(), 50);
                    } catch (SocketTimeoutException itIsFull) {
                        break;
                    }
                }

                assertNotSent(
                        failureOf(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"), null, SHORT),
                        ConnectTimeoutException.class);
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }

        @Test
        void a_call_that_gets_no_connection_from_the_pool_was_not_sent() throws Exception {
            try (SocketServer server = SocketServer.start(TransportFailuresTest::answerHello);
                    BoundedClient client = new BoundedClient(LONG, SHORT, LONG, null);
                    ClassicHttpResponse holdsTheOnlyConnection = client.post(server.uri("127.0.0.1"))) {
                assertThat(holdsTheOnlyConnection.getCode()).isEqualTo(200);

                assertNotSent(
                        catchThrowable(() -> client.post(server.uri("127.0.0.1"))),
                        ConnectionRequestTimeoutException.class);
            }
        }

        @Test
        void a_connection_that_is_closed_instead_of_an_answer_is_uncertain() throws Exception {
            try (SocketServer server = SocketServer.start(SocketServer::readRequest)) {
                assertUncertain(failureOf(server.uri("127.0.0.1"), null), NoHttpResponseException.class);
            }
        }

        @Test
        void a_reset_after_the_request_is_uncertain() throws Exception {
            try (SocketServer server = SocketServer.start(TransportFailuresTest::resetAfterRequest)) {
                assertUncertain(failureOf(server.uri("127.0.0.1"), null), SocketException.class);
            }
        }

        @Test
        void an_answer_that_takes_too_long_is_uncertain() throws Exception {
            try (SocketServer server = SocketServer.start(TransportFailuresTest::neverAnswer)) {
                assertUncertain(lateAnswerOf(server.uri("127.0.0.1"), null), SocketTimeoutException.class);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"HTTP/1.1 two hundred\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Le", "SSH-2.0-x\r\n"})
        void an_answer_that_is_not_http_is_uncertain(String text) throws Exception {
            SocketServer.Manner garbage = socket -> {
                SocketServer.readRequest(socket);
                SocketServer.write(socket, text);
            };
            try (SocketServer server = SocketServer.start(garbage)) {
                assertUncertain(failureOf(server.uri("127.0.0.1"), null), IOException.class);
            }
        }
    }

    @Nested
    class OverTls {
        @Test
        void what_a_trusted_server_answers_is_no_failure() throws Exception {
            try (SocketServer server = SocketServer.start(tls(), "https", TransportFailuresTest::answerHello);
                    BoundedClient client = new BoundedClient(LONG, trusting());
                    ClassicHttpResponse response = client.post(server.uri(BoundedClient.TRUSTED_HOST))) {
                assertThat(response.getCode()).isEqualTo(200);
            }
        }

        @Test
        void a_certificate_that_nobody_vouches_for_stops_the_target() throws Exception {
            try (SocketServer server = SocketServer.start(tls(), "https", TransportFailuresTest::answerHello)) {
                assertStopped(
                        failureOf(server.uri(BoundedClient.TRUSTED_HOST), SSLContext.getDefault()),
                        SSLHandshakeException.class);
            }
        }

        @Test
        void a_certificate_for_another_host_stops_the_target() throws Exception {
            try (SocketServer server = SocketServer.start(tls(), "https", TransportFailuresTest::answerHello)) {
                assertStopped(failureOf(server.uri("localhost"), trusting()), SSLPeerUnverifiedException.class);
            }
        }

        @Test
        void a_handshake_that_the_server_ends_was_not_sent() throws Exception {
            SocketServer.Manner hangUp = socket -> {
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            };
            try (SocketServer server = SocketServer.start(ServerSocketFactory.getDefault(), "https", hangUp)) {
                assertNotSent(
                        failureOf(server.uri(BoundedClient.TRUSTED_HOST), trusting()), SSLHandshakeException.class);
            }
        }

        @Test
        void a_reset_in_the_handshake_was_not_sent() throws Exception {
            SocketServer.Manner reset = socket -> {
                socket.getInputStream().read();
                SocketServer.resetOnClose(socket);
            };
            try (SocketServer server = SocketServer.start(ServerSocketFactory.getDefault(), "https", reset)) {
                Throwable failure = failureOf(server.uri(BoundedClient.TRUSTED_HOST), trusting());

                assertNotSent(failure, IOException.class);
                assertThat(failure.getMessage()).contains("reset");
            }
        }

        @Test
        void a_handshake_that_takes_too_long_was_not_sent() throws Exception {
            try (SocketServer server =
                    SocketServer.start(ServerSocketFactory.getDefault(), "https", TransportFailuresTest::neverAnswer)) {
                assertNotSent(
                        failureOf(server.uri(BoundedClient.TRUSTED_HOST), trusting(), SHORT),
                        ConnectTimeoutException.class);
            }
        }

        @Test
        void a_server_that_speaks_no_tls_was_not_sent() throws Exception {
            SocketServer.Manner plain = socket -> {
                socket.getInputStream().read();
                SocketServer.write(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            };
            try (SocketServer server = SocketServer.start(ServerSocketFactory.getDefault(), "https", plain)) {
                assertNotSent(failureOf(server.uri(BoundedClient.TRUSTED_HOST), trusting()), SSLException.class);
            }
        }

        @Test
        void a_server_that_speaks_another_version_was_not_sent() throws Exception {
            SocketServer.Manner newOnly = socket -> {
                ((SSLSocket) socket).setEnabledProtocols(new String[] {"TLSv1.3"});
                ((SSLSocket) socket).startHandshake();
            };
            try (SocketServer server = SocketServer.start(tls(), "https", newOnly)) {
                Throwable failure = failureOf(server.uri(BoundedClient.TRUSTED_HOST), oldOnly());

                assertNotSent(failure, SSLHandshakeException.class);
            }
        }

        @Test
        void a_reset_after_the_request_is_uncertain() throws Exception {
            try (SocketServer server = SocketServer.start(tls(), "https", TransportFailuresTest::resetAfterRequest)) {
                assertUncertain(failureOf(server.uri(BoundedClient.TRUSTED_HOST), trusting()), IOException.class);
            }
        }

        @Test
        void an_answer_that_takes_too_long_is_uncertain() throws Exception {
            try (SocketServer server = SocketServer.start(tls(), "https", TransportFailuresTest::neverAnswer)) {
                assertUncertain(
                        lateAnswerOf(server.uri(BoundedClient.TRUSTED_HOST), trusting()), SocketTimeoutException.class);
            }
        }

        private ServerSocketFactory tls() throws Exception {
            return certificate().server();
        }

        private SSLContext trusting() throws Exception {
            return certificate().client();
        }

        /** {@return what a client would speak that knows TLS 1.2 and nothing newer} */
        private SSLContext oldOnly() throws Exception {
            return certificate().client("TLSv1.2");
        }

        private TestCertificate certificate() {
            return Objects.requireNonNull(certificate);
        }
    }

    @Nested
    class OutOfReachOfATest {

        @Test
        void a_network_without_a_route_was_not_sent() {
            assertNotSent(new NoRouteToHostException("No route to host"), NoRouteToHostException.class);
        }

        @Test
        void the_cause_counts_however_deep_it_lies() {
            assertNotSent(
                    new IllegalStateException("wrapped", new RuntimeException(new UnknownHostException("api"))),
                    IllegalStateException.class);
        }

        @Test
        void what_nobody_thought_of_is_uncertain() {
            assertUncertain(new IllegalStateException("surprise"), IllegalStateException.class);
            assertUncertain(new SocketException("Network is unreachable"), SocketException.class);
            assertUncertain(new SSLException("Tag mismatch!"), SSLException.class);
        }

        @Test
        void a_message_is_one_line_and_may_be_missing() {
            assertThat(new TransportFailures()
                            .of(new IOException("a\r\nb\u001b"))
                            .outcome()
                            .message())
                    .isEqualTo("IOException: a b");
            assertThat(new TransportFailures().of(new IOException()).outcome().message())
                    .isEqualTo("IOException");
        }
    }

    private static void answerHello(Socket socket) throws IOException {
        SocketServer.readRequest(socket);
        SocketServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        socket.getInputStream().readAllBytes();
    }

    private static void resetAfterRequest(Socket socket) throws IOException {
        SocketServer.readRequest(socket);
        SocketServer.resetOnClose(socket);
    }

    private static void neverAnswer(Socket socket) throws IOException {
        socket.getInputStream().readAllBytes();
    }

    private static Throwable failureOf(URI uri, @Nullable SSLContext tls) {
        return failureOf(uri, tls, LONG);
    }

    private static Throwable failureOf(URI uri, @Nullable SSLContext tls, int timeoutMillis) {
        return failureWith(new BoundedClient(timeoutMillis, tls), uri);
    }

    /** Of a server that is given all the time to connect, and little to answer. */
    private static Throwable lateAnswerOf(URI uri, @Nullable SSLContext tls) {
        return failureWith(new BoundedClient(LONG, LONG, SHORT, tls), uri);
    }

    private static Throwable failureWith(BoundedClient client, URI uri) {
        return catchThrowable(() -> {
            try (client) {
                client.post(uri).close();
            }
        });
    }

    private static void assertNotSent(Throwable failure, Class<? extends Throwable> type) {
        assertThat(failure).isInstanceOf(type);
        CallResult result = new TransportFailures().of(failure);
        String message = String.valueOf(result.outcome().message());
        assertThat(result.outcome().status()).as(message).isEqualTo(RowStatus.RETRYABLE);
        assertThat(result.outcome().code()).isEqualTo(ReasonCode.UNREACHABLE);
        assertThat(result.effect())
                .isEqualTo(
                        new FlowControl.Pause(null, ReasonCode.UNREACHABLE, "the API cannot be reached: " + message));
    }

    private static void assertStopped(Throwable failure, Class<? extends Throwable> type) {
        assertThat(failure).isInstanceOf(type);
        CallResult result = new TransportFailures().of(failure);
        String message = String.valueOf(result.outcome().message());
        assertThat(result.outcome().status()).as(message).isEqualTo(RowStatus.RETRYABLE);
        assertThat(result.outcome().code()).isEqualTo(ReasonCode.TLS_FAILURE);
        assertThat(result.effect())
                .isEqualTo(new FlowControl.StopTarget(
                        ReasonCode.TLS_FAILURE, "the server's certificate cannot be trusted: " + message));
    }

    private static void assertUncertain(Throwable failure, Class<? extends Throwable> type) {
        assertThat(failure).isInstanceOf(type);
        CallResult result = new TransportFailures().of(failure);
        assertThat(result.outcome().status())
                .as(String.valueOf(result.outcome().message()))
                .isEqualTo(RowStatus.UNCERTAIN);
        assertThat(result.outcome().code()).isEqualTo(ReasonCode.UNCERTAIN);
        assertThat(result.effect()).isEqualTo(new FlowControl.None());
    }
}
