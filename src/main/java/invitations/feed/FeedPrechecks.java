package invitations.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is looked up or held back before anything of a feed is sent.
 *
 * @param isPrechecked whether people whom the API's list shows are not invited again
 * @param reinviteAfter how old a pending invitation must be to be sent again; null when none ever is
 * @param ensurePlatform what happens to people for a program or course who are not on its platform
 * @param licences what happens where a course has fewer seats left than the file has people for it
 * @param isAdminAllowed whether rows may give the role {@code admin}
 * @param canary how many rows are sent alone and read back before the rest; 0 where none are
 * @param isDryRun whether files are planned and reported, and nothing of them is sent
 */
public record FeedPrechecks(
        boolean isPrechecked,
        @Nullable Duration reinviteAfter,
        EnsurePlatform ensurePlatform,
        Licences licences,
        boolean isAdminAllowed,
        int canary,
        boolean isDryRun) {
    /** What holds for feeds that say nothing. */
    public static final FeedPrechecks NONE =
            new FeedPrechecks(false, null, EnsurePlatform.OFF, Licences.OFF, false, 0, false);

    /** What happens to people for a program or course who are not on its platform. */
    public enum EnsurePlatform {
        /** Nobody looks. */
        OFF,
        /** They are invited all the same, and the report says so. */
        WARN,
        /** They are invited to the platform first. */
        INVITE
    }

    /** What happens where a course has fewer seats left than the file has people for it. */
    public enum Licences {
        /** Nobody looks. */
        OFF,
        /** The file is sent, and the log says so. */
        WARN,
        /** The file waits until a person approves it. */
        HOLD
    }

    /** {@return whether the API's list is asked for each person before they are invited} */
    public boolean asksFirst() {
        return isPrechecked || reinviteAfter != null;
    }
}
