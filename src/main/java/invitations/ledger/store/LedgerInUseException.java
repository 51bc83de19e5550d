package invitations.ledger.store;

import java.nio.file.Path;

/** The instance that owns the ledger is alive, so nothing in it was touched: exit code 8. */
public final class LedgerInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerInUseException(Path database, long process) {
        super("Another instance works with " + database + " (process " + process + "), although the file lock beside it"
                + " was free. Wait for it, or stop it; status, report and check work meanwhile.");
    }
}
