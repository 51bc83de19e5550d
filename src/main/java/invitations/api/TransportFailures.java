package invitations.api;

import invitations.base.ExceptionCauses;
import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.classic.ConnectExec;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** What it means that no answer came. */
public final class TransportFailures {
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
        Optional<SSLHandshakeException> handshake = ExceptionCauses.find(failure, SSLHandshakeException.class);
        if (ExceptionCauses.has(failure, SSLPeerUnverifiedException.class)
                || handshake
                        .filter(broken -> ExceptionCauses.has(broken, GeneralSecurityException.class))
                        .isPresent()) {
            return CallResult.of(
                    Outcome.of(RowStatus.RETRYABLE, ReasonCode.TLS_FAILURE, message),
                    new FlowControl.StopTarget(
                            ReasonCode.TLS_FAILURE, "the server's certificate cannot be trusted: " + message));
        }
        Optional<ProxyRefusalException> refusal = ExceptionCauses.find(failure, ProxyRefusalException.class);
        if (refusal.isPresent() && refusal.get().isForbidden()) {
            return CallResult.of(
                    Outcome.of(RowStatus.RETRYABLE, ReasonCode.PROXY_REFUSED, message),
                    new FlowControl.StopTarget(
                            ReasonCode.PROXY_REFUSED,
                            refusal.get().getMessage()
                                    + ": check invitations.proxy.username and invitations.proxy.password,"
                                    + " or HTTPS_PROXY"));
        }
        if (handshake.isPresent() || isBeforeTheRequest(failure)) {
            return CallResult.of(
                    Outcome.of(RowStatus.RETRYABLE, ReasonCode.UNREACHABLE, message),
                    new FlowControl.Pause(null, ReasonCode.UNREACHABLE, "the API cannot be reached: " + message));
        }
        return CallResult.of(Outcome.of(RowStatus.UNCERTAIN, ReasonCode.UNCERTAIN, message));
    }

    private static boolean isBeforeTheRequest(Throwable failure) {
        return isFromConnecting(failure)
                || ExceptionCauses.has(failure, ProxyRefusalException.class)
                || ExceptionCauses.has(failure, ConnectException.class)
                || ExceptionCauses.has(failure, ConnectTimeoutException.class)
                || ExceptionCauses.has(failure, ConnectionRequestTimeoutException.class)
                || ExceptionCauses.has(failure, UnknownHostException.class)
                || ExceptionCauses.has(failure, NoRouteToHostException.class);
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
        return ApiResponse.line(failure.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    }
}
