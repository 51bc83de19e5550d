package invitations.camel;

import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
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
     * Looks at the owners and modes of all that the settings name, then takes the home.
     *
     * @throws HomeInUse when another instance holds it
     * @throws UnusableHome when it cannot be used, or others may write or read what they must not
     */
    public static Home take(Settings settings) {
        try {
            refuse(problems(settings));
        } catch (IOException e) {
            throw new UnusableHome(settings.home(), e);
        }
        return take(settings.home(), Boolean.parseBoolean(settings.text(Property.HOME_SHARED)));
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new UnusableHome(String.join("; " + System.lineSeparator(), problems));
        }
    }

    /**
     * Makes the folders where they are missing, and takes the lock.
     *
     * @param isDropShared whether other users may write the drop folder
     * @throws HomeInUse when another instance holds it
     * @throws UnusableHome when it cannot be used, or others may write in it
     */
    public static Home take(Path root, boolean isDropShared) {
        try {
            for (String folder : new String[] {"", "drop", "work", "done", "feeds"}) {
                create(root.resolve(folder));
            }
            refuse(AccessCheck.problemsOfHome(root, isDropShared));
            Files.setPosixFilePermissions(root.resolve("work"), PosixFilePermissions.fromString("rwx------"));
            FileChannel channel = FileChannel.open(
                    root.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (tryLock(channel) == null) {
                channel.close();
                throw new HomeInUse(root);
            }
            return new Home(root, channel);
        } catch (IOException e) {
            throw new UnusableHome(root, e);
        }
    }

    /**
     * Who else may write or read what they must not, of all that the settings name, and what to do about it: a sentence each,
     * without its end; empty where all is well.
     */
    public static List<String> problems(Settings settings) throws IOException {
        return AccessCheck.problems(settings);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Makes the folder where it is missing, and those above it; only the owner may enter what is made. */
    public static Path create(Path folder) throws IOException {
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Waits until the file, or what a folder has in it, is on the disk. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a folder and all that is in it; links are not followed. What somebody else deletes meanwhile is gone too. */
    public static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
                return unlessGone(reason);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException reason) throws IOException {
                unlessGone(reason);
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static FileVisitResult unlessGone(@Nullable IOException reason) throws IOException {
        if (reason != null && !(reason instanceof NoSuchFileException)) {
            throw reason;
        }
        return FileVisitResult.CONTINUE;
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
