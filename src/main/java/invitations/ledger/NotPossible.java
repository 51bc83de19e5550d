package invitations.ledger;

/** What an operator asked for cannot be done; the message says why. */
public final class NotPossible extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotPossible(String message) {
        super(message);
    }
}
