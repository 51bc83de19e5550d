package invitations.intake.read;

/** The program is being stopped while a file is read. The file stays where it is, and is read from its start another time. */
public final class ReadingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReadingStoppedException() {
        super("the program is being stopped while the file is read; it is read again at the next start");
    }
}
