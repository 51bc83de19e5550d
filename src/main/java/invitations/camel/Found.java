package invitations.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Something in the drop folder, as its folder shows it: it is neither opened nor followed.
 *
 * @param kind what it is
 * @param size its bytes
 * @param time when it was last changed, by the clock of whoever did so
 * @param links how many names it has on its file system
 */
record Found(Kind kind, long size, FileTime time, int links) {
    /** What something in a folder may be. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** A pipe, a socket or a device. */
        SPECIAL
    }

    /** @throws IOException when it is not there, or its folder cannot be read */
    static Found at(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Kind kind = Kind.SPECIAL;
        if (attributes.isRegularFile()) {
            kind = Kind.FILE;
        } else if (attributes.isDirectory()) {
            kind = Kind.FOLDER;
        } else if (attributes.isSymbolicLink()) {
            kind = Kind.LINK;
        }
        int links =
                Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer count ? count : 1;
        return new Found(kind, attributes.size(), attributes.lastModifiedTime(), links);
    }

    boolean isFolder() {
        return kind == Kind.FOLDER;
    }
}
