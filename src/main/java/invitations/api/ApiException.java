package invitations.api;

/** An API did not say what it was asked. The message says why, and what to do. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why there is no answer. */
    public enum Kind {
        /** It was not there, or not able to. */
        AWAY,
        /** It does not accept the key, or the key may not do this, or it is not the server that it should be. */
        FORBIDDEN,
        /** It will not answer this question. */
        REFUSED
    }

    public ApiException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
