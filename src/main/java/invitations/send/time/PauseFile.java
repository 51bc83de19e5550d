package invitations.send.time;

import invitations.base.PrivateFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that stops sending while it is there: {@code <home>/PAUSE} for all feeds, {@code <home>/feeds/<name>.PAUSE} for one.
 * What it has in it does not matter. Where it cannot be told whether it is there, it is.
 *
 * @param name where it is, relative to the home
 */
public record PauseFile(Path file, String name) {
    private static final String NAME = "PAUSE";

    /**
     * {@return the file for that feed}
     *
     * @param feed null for all feeds
     */
    public static PauseFile of(Path home, @Nullable String feed) {
        String name = feed == null ? NAME : "feeds/" + feed + "." + NAME;
        return new PauseFile(home.resolve(name), name);
    }

    /** {@return whether it is there} */
    public boolean isThere() {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes it.
     *
     * @return whether it was not there
     */
    public boolean make() throws IOException {
        try {
            Files.createDirectories(PrivateFile.folder(file));
            PrivateFile.create(file);
            PrivateFile.sync(PrivateFile.folder(file));
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        }
    }

    /**
     * Takes it away.
     *
     * @return whether it was there
     */
    public boolean remove() throws IOException {
        return Files.deleteIfExists(file);
    }
}
