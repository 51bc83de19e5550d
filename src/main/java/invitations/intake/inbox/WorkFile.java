package invitations.intake.inbox;

import invitations.invitation.FileRefusedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that was taken into the work folder.
 *
 * @param file where it is: {@code work/<random>[.hold]/<feed>/<name>}
 * @param feed the feed it came by
 * @param name its name as dropped
 * @param hold whether a person must release it before anything is sent
 * @param refusal why it is refused before it is read; null when it is to be read
 */
public record WorkFile(Path file, String feed, String name, boolean hold, @Nullable FileRefusedException refusal) {

    static final String HOLD = ".hold";

    /** {@return what the path says} */
    static WorkFile of(Path file) {
        int end = file.getNameCount();
        return new WorkFile(
                file,
                file.getName(end - 2).toString(),
                file.getName(end - 1).toString(),
                file.getName(end - 3).toString().endsWith(HOLD),
                null);
    }

    /** The same, to be refused. */
    public WorkFile refused(FileRefusedException reason) {
        return new WorkFile(file, feed, name, hold, reason);
    }

    /** {@return where it is, relative to the work folder} */
    public String work() {
        int end = file.getNameCount();
        return file.subpath(end - 3, end).toString();
    }
}
