package invitations.ledger;

/** A ledger that the bundle must not work with: damaged, newer, of another API, or without its key. */
public final class LedgerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerRefused(String message) {
        super(message);
    }

    LedgerRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
