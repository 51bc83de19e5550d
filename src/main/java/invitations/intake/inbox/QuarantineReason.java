package invitations.intake.inbox;

import invitations.base.FileSnapshot;
import invitations.feed.FeedReader;
import invitations.feed.guard.ApprovalFileName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What must not be in the drop folder: it is put aside, neither followed nor opened. */
public enum QuarantineReason {
    SYMBOLIC_LINK("a symbolic link", "a link may lead anywhere", "Drop the file itself."),
    HARD_LINK(
            "a file with further names (hard links)",
            "it can be changed by its other name while it is read",
            "Drop a copy."),
    SPECIAL("a pipe, a socket or a device", "it is no file with an end", "Drop a file."),
    STRANGE_NAME(
            "a name with control characters, line breaks, or bytes that are not UTF-8",
            "such a name cannot be shown as it is",
            "Give it a name of visible characters, and drop it again."),
    /** The component for files takes a backslash for a slash, and would never find the file. */
    BACKSLASH(
            "a name with a backslash",
            "other systems part folders by it, so it is not clear what the name is",
            "Give it a name without one, and drop it again."),
    LONG_NAME(
            "a name of more than 200 bytes",
            "the report could not keep it",
            "Give it a shorter name, and drop it again."),
    NO_FEED(
            "a folder whose name is not the name of a feed",
            "each folder in the drop folder is a feed",
            "Name it by " + FeedReader.NAME_RULE + ", and move it back."),
    DEEP_FOLDER(
            "a folder within the folder of a feed",
            "feeds have no folders in them",
            "Drop its files into the folder of the feed itself."),
    /** Of another user, so that a copy would have to be made. */
    TOO_LARGE(
            "a file of another user that has more bytes than a file may have (invitations.limit.file-size)",
            "it is not even copied",
            "Part it into several files, and drop these."),
    /** Others may write the drop folder. */
    APPROVAL(
            "a file that would approve or discard a drop, in the drop folder",
            "others may write the drop folder, so that nothing in it approves or discards anything",
            "Rename the template in the folder of the drop below hold/, or say invitations approve or discard."),
    /** Below the folder of held drops. */
    NOT_HELD(
            "a file that would approve or discard a drop which is not held",
            "it is not in the folder of a drop that is held now",
            "Look with invitations status what has become of the drop; where it is held, its folder below hold/ has the"
                    + " templates to rename."),
    /** Found when it was taken already. */
    FAILED_AT(
            "a file at which the program failed",
            "the program failed at reading it, and at refusing it as well",
            "Let the maker of the program have a look; meanwhile save the list anew as 'CSV UTF-8', and drop that.");

    private static final int LONGEST_NAME = 200;
    private static final char NOT_DECODED = '\uFFFD';

    private final String what;
    private final String why;
    private final String toDo;

    QuarantineReason(String what, String why, String toDo) {
        this.what = what;
        this.why = why;
        this.toDo = toDo;
    }

    /**
     * {@return why it must not be there, if it must not}
     *
     * @param isInFeed whether it is in the folder of a feed, not in the drop folder itself
     */
    static Optional<QuarantineReason> of(Path path, FileSnapshot found, boolean isInFeed) {
        String name = path.getFileName().toString();
        QuarantineReason reason = null;
        if (found.kind() == FileSnapshot.Kind.LINK) {
            reason = SYMBOLIC_LINK;
        } else if (found.kind() == FileSnapshot.Kind.SPECIAL) {
            reason = SPECIAL;
        } else if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == NOT_DECODED || isLineBreak(c))) {
            reason = STRANGE_NAME;
        } else if (name.indexOf('\\') >= 0) {
            reason = BACKSLASH;
        } else if (!found.isFolder() && ApprovalFileName.isLike(name)) {
            reason = APPROVAL;
        } else if (found.isFolder()) {
            reason = isInFeed ? DEEP_FOLDER : FeedReader.isName(name) ? null : NO_FEED;
        } else if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            reason = LONG_NAME;
        } else if (found.links() > 1) {
            reason = HARD_LINK;
        }
        return Optional.ofNullable(reason);
    }

    private static boolean isLineBreak(int c) {
        return c == '\u2028' || c == '\u2029';
    }

    /** {@return what it is, as a phrase} */
    String what() {
        return what;
    }

    /** {@return why that is not taken, as a phrase} */
    String why() {
        return why;
    }

    /** {@return what its sender is to do, as a sentence} */
    String toDo() {
        return toDo;
    }
}
