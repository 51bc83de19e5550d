package invitations.testing;

import invitations.api.ApiResponse;
import invitations.api.Call;
import invitations.api.ResponseReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Posts as camel-http does: with HttpClient 5, no repetition, one connection, and bounds on every wait. */
public final class BoundedClient implements AutoCloseable {
    /** A name that resolves to this machine, whatever the machine's own names are. */
    public static final String TRUSTED_HOST = "api.example.org";

    private final CloseableHttpClient http;

    public BoundedClient(int timeoutMillis, @Nullable SSLContext tls) {
        this(timeoutMillis, timeoutMillis, timeoutMillis, tls);
    }

    /**
     * @param connectMillis how long connecting may take, a handshake included
     * @param leaseMillis how long the only connection may be waited for
     * @param answerMillis how long an answer may take
     */
    public BoundedClient(int connectMillis, int leaseMillis, int answerMillis, @Nullable SSLContext tls) {
        Timeout connect = Timeout.ofMilliseconds(connectMillis);
        Timeout answer = Timeout.ofMilliseconds(answerMillis);
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(1)
                .setDnsResolver(new Names())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setSoTimeout(answer).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(answer)
                        .build());
        if (tls != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
        }
        http = HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofMilliseconds(leaseMillis))
                        .setResponseTimeout(answer)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .build();
    }

    /** Posts, and leaves the answer's body unread. */
    public ClassicHttpResponse post(URI uri) throws IOException {
        HttpPost request = new HttpPost(uri);
        request.setEntity(new StringEntity("{}"));
        return http.executeOpen(null, request, null);
    }

    /** Posts, and reads the answer as the routes do: whatever happens, camel-http consumes what is left at the end. */
    public ApiResponse read(URI uri, ResponseReader responses, Call call) throws IOException {
        ClassicHttpResponse response = post(uri);
        try {
            return responses.read(
                    call.startedNanos(),
                    response.getCode(),
                    null,
                    null,
                    null,
                    null,
                    response.getEntity().getContent());
        } finally {
            EntityUtils.consumeQuietly(response.getEntity());
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    private static final class Names extends SystemDefaultDnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return super.resolve(host.equals(TRUSTED_HOST) ? "127.0.0.1" : host);
        }
    }
}
