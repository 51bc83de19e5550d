package invitations.invitation;

/** A file that is refused as a whole: nothing of it is sent. Carries the reason for its sender. */
public class FileRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ReasonCode code;
    private final long line;

    /**
     * @param code for machines
     * @param line the line where it shows, from 1; 0 when the file as a whole is meant
     * @param message what is wrong, what was expected and what to do, as a sentence without the line
     */
    public FileRefusedException(ReasonCode code, long line, String message) {
        super(message);
        this.code = code;
        this.line = line;
    }

    public ReasonCode code() {
        return code;
    }

    /** The line where it shows, from 1; 0 when the file as a whole is meant. */
    public long line() {
        return line;
    }

    /** {@return what is wrong, what was expected and what to do} */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
