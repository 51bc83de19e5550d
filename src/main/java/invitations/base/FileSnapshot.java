package invitations.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something in the drop folder, as its folder shows it: it is neither opened nor followed.
 *
 * @param kind what it is
 * @param size its bytes
 * @param time when it was last changed, by the clock of the machine that did so
 * @param links how many names it has on its file system
 * @param key its device and its number there, which no other file has at the same time; null where there is none
 */
public record FileSnapshot(Kind kind, long size, FileTime time, int links, @Nullable Object key) {
    /** What something in a folder may be. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** A pipe, a socket or a device. */
        SPECIAL
    }

    /**
     * Looks at what is there, links not followed.
     *
     * @throws IOException when it is not there, or its folder cannot be read
     */
    public static FileSnapshot at(Path path) throws IOException {
        return of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), links(path));
    }

    /** {@return what has these attributes, and so many names} */
    static FileSnapshot of(BasicFileAttributes attributes, int links) {
        Kind kind = Kind.SPECIAL;
        if (attributes.isRegularFile()) {
            kind = Kind.FILE;
        } else if (attributes.isDirectory()) {
            kind = Kind.FOLDER;
        } else if (attributes.isSymbolicLink()) {
            kind = Kind.LINK;
        }
        return new FileSnapshot(kind, attributes.size(), attributes.lastModifiedTime(), links, attributes.fileKey());
    }

    /** {@return how many names it has on its file system} */
    static int links(Path path) throws IOException {
        return Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer count ? count : 1;
    }

    /** {@return whether it is a file that nobody can reach by another name} */
    public boolean isPlainFile() {
        return kind == Kind.FILE && links == 1;
    }

    /** {@return whether it is the same thing under the same or another name, whatever its content} */
    public boolean isSame(FileSnapshot other) {
        return kind == other.kind && Objects.equals(key, other.key);
    }

    public boolean isFolder() {
        return kind == Kind.FOLDER;
    }
}
