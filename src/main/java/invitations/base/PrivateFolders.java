package invitations.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes, syncs and deletes folders that only their owner can enter. Safe for any number of threads. */
public final class PrivateFolders {
    /** What a folder has that only its owner may enter. */
    public static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** What a file has that only its owner may read and write. */
    public static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PrivateFolders() {}

    /** How a file or a folder is brought to the disk; {@link #sync} outside of tests. */
    @FunctionalInterface
    public interface Syncing {
        void sync(Path path) throws IOException;
    }

    /**
     * Makes the folder where it is missing, and those above it, durably: a file that is moved into it is still there after
     * a power cut. Only the owner may enter what is made.
     */
    public static Path create(Path folder) throws IOException {
        return create(folder, PrivateFolders::sync);
    }

    public static Path create(Path folder, Syncing syncing) throws IOException {
        Deque<Path> parents = new ArrayDeque<>();
        Path missing = folder.toAbsolutePath().normalize();
        while (missing.getParent() != null && !Files.exists(missing, LinkOption.NOFOLLOW_LINKS)) {
            missing = missing.getParent();
            parents.push(missing);
        }
        Path made = Files.createDirectories(folder, FOLDER);
        for (Path parent : parents) {
            // A folder above the home may be closed to its user.
            if (Files.isReadable(parent)) {
                syncing.sync(parent);
            }
        }
        return made;
    }

    /** Waits until the file, or what a folder has in it, is on the disk. */
    public static void sync(Path path) throws IOException {
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
}
