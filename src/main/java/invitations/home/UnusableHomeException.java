package invitations.home;

import java.io.IOException;
import java.nio.file.Path;

/** The home's folders cannot be made or written, or others may write them: exit code 78. */
public final class UnusableHomeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong and what to do, as a sentence without its end */
    UnusableHomeException(String reason) {
        super(reason);
    }

    public UnusableHomeException(Path home, IOException cause) {
        super(
                "The folder " + home + " cannot be used (" + cause
                        + "); give it to this user. Another home would know of"
                        + " nobody who was invited from this one",
                cause);
    }
}
