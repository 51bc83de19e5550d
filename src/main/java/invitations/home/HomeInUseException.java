package invitations.home;

import invitations.ledger.store.LedgerInUseException;
import java.nio.file.Path;

/** Another instance works with the home: exit code 8. */
public final class HomeInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HomeInUseException(LedgerInUseException owned) {
        super(owned.getMessage(), owned);
    }

    HomeInUseException(Path home) {
        super("Another instance works with " + home + ". Wait for it, stop it, or drop the file into its "
                + home.resolve("drop") + "; status, report and check work meanwhile.");
    }
}
