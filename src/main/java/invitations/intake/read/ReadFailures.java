package invitations.intake.read;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVException;
import org.jspecify.annotations.Nullable;

/** Tells a file that is wrong from a disk that is. */
public final class ReadFailures {

    private ReadFailures() {}

    /**
     * The refusal behind what reading or parsing a file threw.
     *
     * @param thrown what was thrown, wrapped as often as may be
     * @throws UncheckedIOException when the file could not be read: nothing is known about its content
     * @throws IllegalStateException when it is neither: a mistake of this bundle
     */
    public static FileRefusedException explain(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileRefusedException refused) {
                return refused;
            }
            if (cause instanceof CSVException) {
                // The reader refuses first what the parser would; kept, since a wrong file is no reason to try again.
                return new FileRefusedException(ReasonCode.MALFORMED_CSV, 0, "the file is not CSV as of RFC 4180");
            }
            if (cause instanceof IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        throw new IllegalStateException(thrown);
    }
}
