package invitations.base;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that appears under its name when it is whole and on the disk, or not at all: it is written under a hidden name
 * of this process in the same folder. Only its owner may read it. For one thread at a time.
 */
public final class AtomicFile implements Closeable {
    private static final int MOST_ATTEMPTS = 100;
    private static final String SUFFIX = ".part";
    private static final Pattern PART = Pattern.compile("\\..+\\.(\\d{1,18})\\.part");

    private final Path part;
    private final Path file;
    private final FileChannel channel;

    public AtomicFile(Path file) throws IOException {
        this.file = file;
        this.part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + SUFFIX);
        Files.deleteIfExists(part);
        this.channel = FileChannel.open(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFolders.FILE);
    }

    /** What a folder that was made calls for. */
    @FunctionalInterface
    interface Syncing {
        void sync(Path folder) throws IOException;
    }

    /**
     * Makes the folder where it is missing, and those above it, durably: after a power cut a report that the ledger knows is
     * still there. Only the owner may enter what is made.
     */
    public static void createFolder(Path folder) throws IOException {
        createFolder(folder, AtomicFile::syncNames);
    }

    static void createFolder(Path folder, Syncing syncing) throws IOException {
        Deque<Path> parents = new ArrayDeque<>();
        Path missing = folder.toAbsolutePath().normalize();
        while (missing.getParent() != null && !Files.exists(missing, LinkOption.NOFOLLOW_LINKS)) {
            missing = missing.getParent();
            parents.push(missing);
        }
        createMissing(folder);
        for (Path parent : parents) {
            syncing.sync(parent);
        }
    }

    private static void createMissing(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(folder, PrivateFolders.FOLDER);
                return;
            } catch (NoSuchFileException | FileAlreadyExistsException e) {
                // One above it was empty, and was deleted with the last report in it; or it came and went while it was
                // made.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** {@return where its content goes; not buffered} */
    public OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** Gives it its name, in place of what had that name before. */
    public void publish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes it away, unless it was published. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }

    /** Takes away what processes that were killed left in the folder; another one may be writing the same report. */
    public static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
            for (Path part : parts) {
                Matcher name = PART.matcher(String.valueOf(part.getFileName()));
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** Makes the names in the folder durable. */
    public static void syncNames(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
