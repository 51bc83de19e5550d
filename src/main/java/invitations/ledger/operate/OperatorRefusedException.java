package invitations.ledger.operate;

/** What an operator asked for cannot be done; the message says why. */
public final class OperatorRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OperatorRefusedException(String message) {
        super(message);
    }
}
