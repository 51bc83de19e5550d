package invitations.camel;

import java.io.IOException;

/** The disk has no room for a file, beside what is kept free: exit code 5. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    NoRoomException() {
        super("the disk of the home has no room for it beside what is kept free (invitations.disk.reserve): make room, then"
                + " send the same again");
    }
}
