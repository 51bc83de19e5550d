package invitations.ledger.store;

/** The ledger could not be read or written, for example because the disk is full. Nothing may be sent any more. */
public class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
