package invitations.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** By what it is known that a file has changed, in a way that costs little: it is asked before each intent. */
public record FileStamp(boolean isThere, FileTime time, long size, String key) {
    private static final FileStamp NOTHING = new FileStamp(false, FileTime.fromMillis(0), 0, "");

    /**
     * Looks at the file.
     *
     * @throws IOException when the file is there and cannot be looked at, or is no file: a pipe would be waited for
     */
    public static FileStamp of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isOther()) {
                throw new IOException("it is a pipe, a socket or a device, and no file");
            }
            return new FileStamp(
                    true, attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (NoSuchFileException e) {
            // A link that leads nowhere is there, and says nothing.
            if (Files.isSymbolicLink(file)) {
                throw e;
            }
            return NOTHING;
        }
    }
}
