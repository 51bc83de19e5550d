package invitations.intake.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What is known of a file in the work folder before the ledger knows it: an empty file in its place, so that a crash loses none.
 * Nobody else can write there.
 */
public enum RosterMark {
    /** Its content is that of an earlier roster, and it is the list of another night. */
    REPEATED(".roster-again"),
    /** The operator wants to ignore what its feed did before. */
    REMASTER(".remaster"),
    /** A file beside it in the drop folder asks for that. */
    REMASTER_ASKED(".remaster-asked");

    private final String name;

    RosterMark(String name) {
        this.name = name;
    }

    /** Marks a file, which need not be there yet; its folder must. */
    public void put(Path file) throws IOException {
        Path mark = mark(file);
        if (!Files.exists(mark, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(mark);
        }
    }

    /** {@return whether the file is marked so} */
    public boolean isOn(Path file) {
        return Files.exists(mark(file), LinkOption.NOFOLLOW_LINKS);
    }

    /** Marks what was packed in a file as that is marked. */
    static void copy(Path container, Path file) throws IOException {
        for (RosterMark mark : values()) {
            if (mark.isOn(container)) {
                mark.put(file);
            }
        }
    }

    /** Takes all marks away. */
    static void remove(Path file) throws IOException {
        for (RosterMark mark : values()) {
            Files.deleteIfExists(mark.mark(file));
        }
    }

    private Path mark(Path file) {
        return file.resolve("../..").normalize().resolve(name);
    }
}
