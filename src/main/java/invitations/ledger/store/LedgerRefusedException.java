package invitations.ledger.store;

/** A ledger that the bundle must not work with: damaged, newer, of another API, or without its key. */
public final class LedgerRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerRefusedException(String message) {
        super(message);
    }

    public LedgerRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
