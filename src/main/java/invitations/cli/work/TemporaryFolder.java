package invitations.cli.work;

import invitations.base.PrivateFolders;
import invitations.cli.console.Logging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in the system's temporary folder for the length of a verb; only its owner may enter it. Nothing of it is left
 * when the verb ends, nor when a signal stops the program; what {@code kill -9} leaves, the next start takes away. A lock of
 * the operating system, held as long as the process lives, tells the one from the other.
 */
final class TemporaryFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
    private static final String ALL = "invitations-{check,warm-up}-*";
    private static final String LOCK = "in-use";

    /** Where the lock is; the second one is that of the home which the folder itself was, once. */
    private static final List<String> LOCKS = List.of(LOCK, "lock");

    /** What has no lock yet may be that of a process that has just begun. */
    private static final Duration BEGINNING = Duration.ofHours(1);

    private static final int MOST_ATTEMPTS = 20;
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;
    private final Thread hook = new Thread(this::stopped, "discard");
    private volatile boolean isDiscarded;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder.
     *
     * @param purpose {@code check} or {@code warm-up}
     */
    static TemporaryFolder create(String purpose) throws IOException {
        for (int n = 0; n < MOST_ATTEMPTS; n++) {
            Optional<TemporaryFolder> made = tryToCreate(Files.createTempDirectory("invitations-" + purpose + "-"));
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw new IOException("no folder can be made in " + System.getProperty("java.io.tmpdir"));
    }

    /** Empty when a sweep of another process came in between, and takes the folder away. */
    private static Optional<TemporaryFolder> tryToCreate(Path path) throws IOException {
        OPEN.add(path);
        try {
            Path file = path.resolve(LOCK);
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (lock.tryLock() != null && Files.exists(file)) {
                TemporaryFolder folder = new TemporaryFolder(path, lock);
                Runtime.getRuntime().addShutdownHook(folder.hook);
                return Optional.of(folder);
            }
            lock.close();
        } catch (NoSuchFileException swept) {
            LOG.debug("A sweep took a new folder away: {}", swept.getMessage());
        }
        OPEN.remove(path);
        return Optional.empty();
    }

    Path path() {
        return path;
    }

    /** {@return whether the program is being stopped and the folder is taken away: whatever fails now fails for that} */
    boolean isDiscarded() {
        return isDiscarded;
    }

    /** On a signal, while the verb is still at work: it must not make anew what is taken away, nor complain. */
    private void stopped() {
        isDiscarded = true;
        Logging.silence();
        discard();
    }

    private synchronized void discard() {
        if (!OPEN.contains(path)) {
            return;
        }
        Path aside = path.resolveSibling(path.getFileName() + ".gone");
        try {
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
            // No folder of that name can be made any more.
            Files.createFile(path);
        } catch (IOException e) {
            LOG.debug("{} cannot be moved: {}", path, e.toString());
        }
        delete(Files.exists(aside, LinkOption.NOFOLLOW_LINKS) ? aside : path);
        delete(path);
        OPEN.remove(path);
    }

    /** Tries again while somebody still writes there. */
    private static void delete(Path left) {
        for (int n = 0; n < MOST_ATTEMPTS && Files.exists(left, LinkOption.NOFOLLOW_LINKS); n++) {
            try {
                PrivateFolders.delete(left);
            } catch (IOException | UncheckedIOException changed) {
                LOG.debug("{} is still being written: {}", left, changed.toString());
            }
        }
    }

    @Override
    public void close() throws IOException {
        discard();
        lock.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // Then the hook finds nothing to do.
        }
    }

    /**
     * Takes away what killed processes of this user left; what is in use stays. Never fails.
     *
     * @param ours a file of this user
     */
    static void sweep(Path ours, Clock clock) {
        sweep(ours, Path.of(System.getProperty("java.io.tmpdir", "/tmp")), clock);
    }

    static void sweep(Path ours, Path folder, Clock clock) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ALL)) {
            UserPrincipal user = Files.getOwner(ours, LinkOption.NOFOLLOW_LINKS);
            for (Path left : all) {
                if (!OPEN.contains(left)) {
                    sweepOne(left, user, clock.instant().minus(BEGINNING));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} cannot be looked through: {}", folder, e.toString());
        }
    }

    private static void sweepOne(Path left, UserPrincipal user, Instant old) {
        try {
            if (!Files.getOwner(left, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                return;
            }
            for (String name : LOCKS) {
                Path file = left.resolve(name);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    deleteUnlessInUse(left, file);
                    return;
                }
            }
            if (Files.getLastModifiedTime(left, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(old)) {
                delete(left);
            }
        } catch (IOException gone) {
            LOG.debug("{} is gone, or out of reach: {}", left, gone.toString());
        }
    }

    private static void deleteUnlessInUse(Path left, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.tryLock() != null) {
                delete(left);
            }
        } catch (OverlappingFileLockException ofThisProcess) {
            LOG.debug("{} is in use", left);
        }
    }
}
