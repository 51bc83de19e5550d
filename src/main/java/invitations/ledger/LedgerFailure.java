package invitations.ledger;

/** The ledger could not be read or written, for example because the disk is full. Nothing may be sent any more. */
public class LedgerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerFailure(String message) {
        super(message);
    }

    LedgerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
