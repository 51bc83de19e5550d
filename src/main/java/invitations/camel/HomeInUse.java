package invitations.camel;

import invitations.ledger.LedgerInUseException;
import java.nio.file.Path;

/** Another instance works with the home: exit code 8. */
public final class HomeInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HomeInUse(LedgerInUseException owned) {
        super(owned.getMessage(), owned);
    }

    HomeInUse(Path home) {
        super("Another instance works with " + home + ". Wait for it, stop it, or drop the file into its "
                + home.resolve("drop") + "; status, report and check work meanwhile.");
    }
}
