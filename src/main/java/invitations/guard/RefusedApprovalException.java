package invitations.guard;

/** A file must not approve or discard anything; the message is a clause that says why. */
public final class RefusedApprovalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedApprovalException(String message) {
        super(message);
    }
}
