package invitations.camel;

import invitations.settings.Proxy;
import invitations.settings.ProxySettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests go by the proxy of the settings. Its user's name and password reach the proxy alone: with a tunnel (https) they
 * are in no request to the API, and they answer no other server. Safe for any number of threads.
 */
final class ProxyRoutes extends DefaultRoutePlanner implements CredentialsProvider, HttpRequestInterceptor {
    private final ProxySettings proxies;

    ProxyRoutes(ProxySettings proxies) {
        super(null);
        this.proxies = proxies;
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        return of(target)
                .map(proxy -> new HttpHost("http", proxy.host(), proxy.port()))
                .orElse(null);
    }

    /** {@return what answers the challenge of a proxy} */
    @Override
    public @Nullable Credentials getCredentials(AuthScope scope, HttpContext context) {
        return proxies.at(String.valueOf(scope.getHost()), scope.getPort())
                .filter(proxy -> !proxy.username().isEmpty())
                .map(proxy -> new UsernamePasswordCredentials(
                        proxy.username(), proxy.password().toCharArray()))
                .orElse(null);
    }

    /** Without a tunnel the proxy reads the request itself: it is not to refuse it first, and be sent it twice. */
    @Override
    public void process(HttpRequest request, @Nullable EntityDetails entity, HttpContext context) {
        RouteInfo route = HttpClientContext.cast(context).getHttpRoute();
        if (route == null || route.getProxyHost() == null || route.isTunnelled()) {
            return;
        }
        of(route.getTargetHost())
                .filter(proxy -> !proxy.username().isEmpty())
                .ifPresent(proxy -> request.setHeader(
                        HttpHeaders.PROXY_AUTHORIZATION,
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((proxy.username() + ":" + proxy.password())
                                                .getBytes(StandardCharsets.UTF_8))));
    }

    private Optional<Proxy> of(HttpHost target) {
        return proxies.of(target.getSchemeName(), target.getHostName(), target.getPort());
    }
}
