package invitations.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of a home that only their one user opens: the lock, the ledger's key, and the files of SQLite. The operating
 * system takes all of a process's locks on a file back as soon as the process closes any descriptor of it, so a file that
 * was merely read would let a second instance in, or another process write the ledger at the same time. Files are told by
 * what they are, under whatever name or link; none is opened for that. Safe for any number of threads.
 *
 * @param home the home, which need not be there
 */
public record GuardedFiles(Path home) {
    /** What is in a home and nobody else may write, with the folders that others may not even swap for a link. */
    static final List<String> PRIVATE = List.of(
            "work",
            "hold",
            "incoming",
            "quarantine",
            "done",
            "feeds",
            "application.properties",
            "suppress.csv",
            "known_hosts",
            "ledger.db",
            "ledger.db-wal",
            "ledger.db-shm",
            "ledger.progress",
            "lock");

    private static final List<String> NAMES = List.of(
            "lock",
            "ledger.key",
            "ledger.key.part",
            "ledger.db",
            "ledger.db-wal",
            "ledger.db-shm",
            "ledger.db-journal");

    /** {@return whether the file is one of them, links followed} */
    public boolean has(Path file) {
        Optional<Object> key = key(file);
        return key.isPresent()
                && NAMES.stream().map(name -> key(home.resolve(name))).anyMatch(key::equals);
    }

    private static Optional<Object> key(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return Optional.of(Objects.requireNonNullElse(key, path.toRealPath()));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
