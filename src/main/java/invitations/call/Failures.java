package invitations.call;

import invitations.invitation.Code;
import invitations.invitation.Outcome;
import invitations.invitation.RowStatus;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.ConnectExec;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/** What it means that no answer came. */
public final class Failures {
    private static final String CONNECTING = DefaultHttpClientConnectionOperator.class.getName();
    /** What asks a proxy for a tunnel, before anything goes through it. */
    private static final String TUNNELLING = ConnectExec.class.getName();

    /**
     * Classifies the failure of a call.
     *
     * @return not sent, for what happens before a request can leave; a stop, when the server is not the one it should
     *     be; otherwise uncertain
     */
    public CallResult of(Throwable failure) {
        String message = describe(failure);
        SSLHandshakeException handshake = cause(failure, SSLHandshakeException.class);
        if (cause(failure, SSLPeerUnverifiedException.class) != null
                || (handshake != null && cause(handshake, GeneralSecurityException.class) != null)) {
            return CallResult.of(
                    Outcome.of(RowStatus.RETRYABLE, Code.TLS_FAILURE, message),
                    new Effect.StopTarget(Code.TLS_FAILURE, "the server's certificate cannot be trusted: " + message));
        }
        ProxyRefusalException refusal = cause(failure, ProxyRefusalException.class);
        if (refusal != null && refusal.isForbidden()) {
            return CallResult.of(
                    Outcome.of(RowStatus.RETRYABLE, Code.PROXY_REFUSED, message),
                    new Effect.StopTarget(
                            Code.PROXY_REFUSED,
                            refusal.getMessage() + ": check invitations.proxy.username and invitations.proxy.password,"
                                    + " or HTTPS_PROXY"));
        }
        if (handshake != null || isBeforeTheRequest(failure)) {
            return CallResult.of(
                    Outcome.of(RowStatus.RETRYABLE, Code.UNREACHABLE, message),
                    new Effect.Pause(null, Code.UNREACHABLE, "the API cannot be reached: " + message));
        }
        return CallResult.of(Outcome.of(RowStatus.UNCERTAIN, Code.UNCERTAIN, message));
    }

    private static boolean isBeforeTheRequest(Throwable failure) {
        return isFromConnecting(failure)
                || cause(failure, ProxyRefusalException.class) != null
                || cause(failure, ConnectException.class) != null
                || cause(failure, ConnectTimeoutException.class) != null
                || cause(failure, ConnectionRequestTimeoutException.class) != null
                || cause(failure, UnknownHostException.class) != null
                || cause(failure, NoRouteToHostException.class) != null;
    }

    /**
     * A reset or a time-out has the same type whether it cut the connecting short or the request: where it was thrown
     * tells them apart. HttpClient connects, a proxy's tunnel and the TLS handshake included, before it writes the first byte of a request.
     */
    private static boolean isFromConnecting(Throwable failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            for (StackTraceElement frame : next.getStackTrace()) {
                boolean isConnecting = frame.getClassName().equals(CONNECTING)
                        && frame.getMethodName().equals("connect");
                boolean isTunnelling = frame.getClassName().equals(TUNNELLING)
                        && frame.getMethodName().equals("createTunnelToTarget");
                if (isConnecting || isTunnelling) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return Answer.line(failure.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (type.isInstance(next)) {
                return type.cast(next);
            }
        }
        return null;
    }
}
