package invitations.home;

import invitations.base.PrivateFolders;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.store.LedgerInUseException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything, with its folders, which only the owner can enter. One instance at a time works with
 * it: the lock is the operating system's, so that a crash gives it back.
 */
public final class HomeFolder implements AutoCloseable {
    /** The locks that this process holds. To open a file of them once more, and close it, would give the lock back. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Clock clock = Clock.systemUTC();
    private final Path root;
    private final Path lockFile;
    private final FileChannel lock;

    private HomeFolder(Path root, Path lockFile, FileChannel lock) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Looks at the owners and modes of all that the settings name, then takes the home.
     *
     * @throws HomeInUseException when another instance holds it
     * @throws UnusableHomeException when it cannot be used, or others may write or read what they must not
     */
    public static HomeFolder take(Settings settings) {
        try {
            refuse(problems(settings));
        } catch (IOException e) {
            throw new UnusableHomeException(settings.home(), e);
        }
        return take(settings.home(), Boolean.parseBoolean(settings.text(Property.HOME_SHARED)));
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new UnusableHomeException(String.join("; " + System.lineSeparator(), problems));
        }
    }

    /**
     * Makes the folders where they are missing, and takes the lock.
     *
     * @param isDropShared whether other users may write the drop folder
     * @throws HomeInUseException when another instance holds it
     * @throws UnusableHomeException when it cannot be used, or others may write in it
     */
    public static HomeFolder take(Path root, boolean isDropShared) {
        try {
            for (String folder : new String[] {"", "drop", "work", "hold", "done", "feeds"}) {
                PrivateFolders.create(root.resolve(folder));
            }
            refuse(AccessCheck.problemsOfHome(root, isDropShared));
            Files.setPosixFilePermissions(root.resolve("work"), PrivateFolders.FOLDER.value());
            Files.setPosixFilePermissions(root.resolve("hold"), PrivateFolders.FOLDER.value());
            Path lockFile = root.toRealPath().resolve("lock");
            FileChannel channel = lock(lockFile);
            if (channel == null) {
                throw new HomeInUseException(root);
            }
            return new HomeFolder(root, lockFile, channel);
        } catch (IOException e) {
            throw new UnusableHomeException(root, e);
        }
    }

    /**
     * Who else may write or read what they must not, of all that the settings name, and what to do about it: a sentence each,
     * without its end; empty where all is well.
     */
    public static List<String> problems(Settings settings) throws IOException {
        return AccessCheck.problems(settings);
    }

    /** Locks the file; null when another instance has, be it of this process. */
    private static @Nullable FileChannel lock(Path file) throws IOException {
        if (!HELD.add(file)) {
            return null;
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    PrivateFolders.FILE);
            lock = channel.tryLock();
            return lock == null ? null : channel;
        } finally {
            if (lock == null) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /**
     * Opens the ledger of the home, or makes it, as {@link LedgerAccess#open} does.
     *
     * @param clock what its times are of
     * @throws HomeInUseException when its owner is another process that is surely alive
     */
    public Ledger openLedger(Settings settings, Clock clock) {
        try {
            return LedgerAccess.open(
                    root,
                    settings.apiIdentity(),
                    settings.duration(Property.LEDGER_COMMIT_DELAY),
                    settings.duration(Property.SETTLE_TIME),
                    clock);
        } catch (LedgerInUseException owned) {
            throw new HomeInUseException(owned);
        }
    }

    /** {@return the clock of the instance that works with it} */
    public Clock clock() {
        return clock;
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

    /** {@return the folder of the drops that wait for a person} */
    public Path hold() {
        return root.resolve("hold");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(lockFile);
        }
    }
}
