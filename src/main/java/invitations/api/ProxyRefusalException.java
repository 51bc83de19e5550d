package invitations.api;

import java.io.IOException;

/** A proxy has answered in place of the API: nothing of the request has reached that. */
public final class ProxyRefusalException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status the HTTP status of the proxy's answer
     * @param words what it says about it
     */
    public ProxyRefusalException(int status, String words) {
        super("the proxy answers " + status + (words.isEmpty() ? "" : " " + words)
                + ", and lets nothing through to the API");
        this.status = status;
    }

    /** {@return whether it does not accept this program, so that asking again makes no difference} */
    boolean isForbidden() {
        return status == 403 || status == 407;
    }
}
