package invitations.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

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
        Map<String, Object> attributes = Files.readAttributes(
                path,
                "unix:isRegularFile,isDirectory,isSymbolicLink,size,lastModifiedTime,nlink",
                LinkOption.NOFOLLOW_LINKS);
        Kind kind = Kind.SPECIAL;
        if (attributes.get("isRegularFile").equals(true)) {
            kind = Kind.FILE;
        } else if (attributes.get("isDirectory").equals(true)) {
            kind = Kind.FOLDER;
        } else if (attributes.get("isSymbolicLink").equals(true)) {
            kind = Kind.LINK;
        }
        return new Found(kind, (Long) attributes.get("size"), (FileTime) attributes.get("lastModifiedTime"), (Integer)
                attributes.get("nlink"));
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    boolean isFolder() {
        return kind == Kind.FOLDER;
    }
}
