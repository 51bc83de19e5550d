package invitations.camel;

import invitations.api.RequestDeadline;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;

/**
 * The bean {@code http-client-limits}: makes camel-http's clients give up on answers without an end. Each exchange has a
 * deadline, and the head of an answer is bounded in lines and in their length. Requests go by the proxy of the settings, if
 * there is one. camel-http itself has no options for the one, and for the other none that depends on the host.
 * Safe for any number of threads.
 */
final class HttpClientLimits implements HttpClientConfigurer {
    /** No answer of an API comes near it. */
    static final int MOST_HEADERS = 200;
    /** In bytes. */
    static final int LONGEST_HEADER_LINE = 16_384;

    private final Duration timeout;
    private final Duration connectTimeout;
    private final int connections;
    private final RequestDeadline deadline;
    private final ProxyRoutes routes;

    HttpClientLimits(Settings settings, LongSupplier ticker) {
        this.timeout = settings.duration(Property.REQUEST_TIMEOUT);
        this.connectTimeout = settings.duration(Property.CONNECT_TIMEOUT);
        this.connections = settings.count(Property.SEND_CONCURRENCY);
        this.routes = new ProxyRoutes(settings.proxies());
        this.deadline = new RequestDeadline(timeout, ticker);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        Http1Config head = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_HEADER_LINE)
                .build();
        int readMillis = Math.toIntExact(timeout.toMillis());
        deadline.install(builder);
        builder.setRoutePlanner(routes);
        builder.setDefaultCredentialsProvider(routes);
        builder.addRequestInterceptorFirst(routes);
        ProxyAnswers.tellApart(builder);
        builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(head)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(readMillis, TimeUnit.MILLISECONDS)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                        .setSocketTimeout(readMillis, TimeUnit.MILLISECONDS)
                        .build())
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .build());
    }
}
