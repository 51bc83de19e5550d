package invitations.base;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The disk has no room for a file, beside what is kept free: exit code 5. */
public final class DiskFullException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private static final String MESSAGE =
            "the disk of the home has no room for it beside what is kept free (invitations.disk.reserve): make room, then"
                    + " send the same again";

    public DiskFullException() {
        super(MESSAGE, new IOException(MESSAGE));
    }
}
