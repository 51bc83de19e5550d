package invitations.camel;

import java.io.IOException;
import java.nio.file.Path;

/** The home's folders cannot be made or written: exit code 78. */
public final class UnusableHome extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableHome(Path home, IOException cause) {
        super(
                "The folder " + home + " cannot be used (" + cause + "); give it to this user, or set another --home",
                cause);
    }
}
