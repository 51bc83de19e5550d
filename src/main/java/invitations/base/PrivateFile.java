package invitations.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;

/**
 * Files beside a ledger, which only their owner can read. Each gets its name when its content is whole and on the disk.
 * Safe for any number of threads.
 */
public final class PrivateFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE = PrivateFolders.FILE;

    private static final String DRAFT = ".ledger-";
    private static final String PART = ".part";

    /** No copy is written to for so long without being ready: it was left by a crash. */
    private static final Duration LEFT = Duration.ofHours(1);

    private PrivateFile() {}

    /** Removes the drafts that a crash left in that folder: they may have people in them. */
    public static void sweep(Path folder, Instant now) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFT + "*" + PART)) {
            for (Path draft : drafts) {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(now.minus(LEFT))) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    /** Makes an empty file, where there is none of that name. */
    public static Path create(Path file) throws IOException {
        return Files.createFile(file, PRIVATE);
    }

    /** An empty file in that folder, under a hidden name that no other file has. */
    public static Path draft(Path folder) throws IOException {
        return create(folder.resolve(DRAFT + UUID.randomUUID() + PART));
    }

    /**
     * Replaces a file, so that after a crash it has its old content or the new one. Which of them may be open until the
     * folder is synced. An instance whose place was taken may do so at the same time: one of the two contents stays.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path draft = draft(folder(file));
        Files.write(draft, content, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Copies a file into a draft. */
    public static void copy(Path file, Path draft) throws IOException {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            long size = from.size();
            for (long at = 0; at < size; ) {
                long copied = from.transferTo(at, size - at, to);
                if (copied == 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                at += copied;
            }
        }
    }

    /**
     * Gives a draft its name.
     *
     * @throws java.nio.file.FileAlreadyExistsException when a file has that name
     */
    public static void publish(Path draft, Path file) throws IOException {
        sync(draft);
        try {
            // Unlike a move, a link never replaces what somebody else has made meanwhile.
            Files.createLink(file, draft);
            Files.delete(draft);
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file);
        }
        sync(folder(file));
    }

    /** Waits until the file, or the names in a folder, are on the disk. */
    public static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.READ))) {
            channel.force(true);
        }
    }

    /** The folder of a file. */
    public static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling(".").normalize();
    }

    /** A name beside that file which no file has yet: {@code <beginning>-<time>.db}, the time in UTC. */
    public static Path free(Path beside, String beginning, Instant now) {
        String name = beginning + "-" + TIME.format(now);
        Path file = beside.resolveSibling(name + ".db");
        for (int next = 2; Files.exists(file); next++) {
            file = beside.resolveSibling(name + "-" + next + ".db");
        }
        return file;
    }
}
