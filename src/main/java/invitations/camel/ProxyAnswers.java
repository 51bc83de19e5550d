package invitations.camel;

import invitations.api.ProxyRefusalException;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Tells the answers of a proxy from those of the API. HttpClient hands on what a proxy says to the wish for a tunnel as if the
 * API had said it: a page with 404 would be a refusal of the row. Safe for any number of threads.
 */
final class ProxyAnswers {
    /** That the request goes on to the API, in the context of its exchange. */
    private static final String THROUGH = ProxyAnswers.class.getName();

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private ProxyAnswers() {}

    static void tellApart(HttpClientBuilder builder) {
        builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), "proxy-answers", ProxyAnswers::outside);
        builder.addExecInterceptorAfter(ChainElement.CONNECT.name(), "through-proxy", ProxyAnswers::inside);
    }

    private static ClassicHttpResponse outside(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.removeAttribute(THROUGH);
        ClassicHttpResponse response = chain.proceed(request, scope);
        boolean isThrough = scope.clientContext.getAttribute(THROUGH) != null;
        boolean isOfProxy = scope.route.isTunnelled()
                ? !isThrough
                : scope.route.getProxyHost() != null && response.getCode() == PROXY_AUTHENTICATION_REQUIRED;
        if (!isOfProxy) {
            return response;
        }
        try (response) {
            throw new ProxyRefusalException(
                    response.getCode(), response.getReasonPhrase() == null ? "" : response.getReasonPhrase());
        }
    }

    private static ClassicHttpResponse inside(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(THROUGH, true);
        return chain.proceed(request, scope);
    }
}
