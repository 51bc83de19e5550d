package invitations.camel;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The disk has no room for a file, beside what is kept free: exit code 5. */
public final class NoRoomException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private static final String MESSAGE =
            "the disk of the home has no room for it beside what is kept free (invitations.disk.reserve): make room, then"
                    + " send the same again";

    NoRoomException() {
        super(MESSAGE, new IOException(MESSAGE));
    }
}
