package invitations.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything, with its folders, which only the owner can enter. One instance at a time works with
 * it: the lock is the operating system's, so that a crash gives it back.
 */
public final class Home implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private Home(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the folders where they are missing, and takes the lock.
     *
     * @throws HomeInUse when another instance holds it
     */
    public static Home take(Path root) {
        try {
            for (String folder : new String[] {"", "drop", "work", "done", "feeds"}) {
                Files.createDirectories(
                        root.resolve(folder),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new HomeInUse(root);
            }
            return new Home(root, channel);
        } catch (IOException e) {
            throw new UnusableHome(root, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Deletes a folder and all that is in it; links are not followed. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    public Path root() {
        return root;
    }

    public Path drop() {
        return root.resolve("drop");
    }

    public Path work() {
        return root.resolve("work");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
