package invitations.ledger.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The ownership of a ledger by one instance: its id stands in the ledger, as a fencing token. Every transaction of the
 * instance looks whether the id is still its own, so that after a takeover none of its writes is committed, an intent
 * least of all. It does not rely on the lock of the home, which the operating system takes back when any descriptor of
 * the lock's file is closed. Safe for any number of threads.
 */
final class Ownership {
    /** For how long a look is good enough before a request leaves, in nanoseconds. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final String INSTANCE = "instance";
    private static final String PROCESS = "instance_process";

    private final String id = UUID.randomUUID().toString();
    private final LongSupplier nanos;
    private volatile long confirmedAt;
    private volatile boolean lost;

    private Ownership(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Takes the ledger over, unless its owner is alive.
     *
     * @param nanos a monotonic clock in nanoseconds, such as {@link System#nanoTime}
     * @throws LedgerInUseException when another process owns the ledger and is surely alive; nothing was changed then
     */
    static Ownership take(Database database, Path file, LongSupplier nanos) {
        Ownership ownership = new Ownership(nanos);
        ProcessIdentity self = ProcessIdentity.current();
        String place = placeOf(file);
        Optional<ProcessIdentity> owner = database.write(statements -> {
            Optional<ProcessIdentity> live =
                    liveOwner(MetaTable.getOr(statements, PROCESS, ""), place).filter(process -> !process.equals(self));
            if (live.isEmpty()) {
                put(statements, INSTANCE, ownership.id);
                put(statements, PROCESS, place + " " + self);
                statements.ownedBy(ownership);
            }
            return live;
        });
        if (owner.isPresent()) {
            throw new LedgerInUseException(file, owner.get().pid());
        }
        ownership.confirmedAt = nanos.getAsLong();
        return ownership;
    }

    /** A copy of a ledger has the owner of its original in it, who does not work with the copy. */
    private static Optional<ProcessIdentity> liveOwner(String found, String place) {
        int blank = found.indexOf(' ');
        return blank > 0 && found.substring(0, blank).equals(place)
                ? ProcessIdentity.parse(found.substring(blank + 1)).filter(ProcessIdentity::isAlive)
                : Optional.empty();
    }

    /**
     * Looks, within a transaction that has the lock for writing, whether the ledger is still this instance's.
     *
     * @throws OwnershipLostException when it is not
     */
    void check(Statements statements) throws SQLException {
        if (lost || !MetaTable.getOr(statements, INSTANCE, "").equals(id)) {
            lost = true;
            throw new OwnershipLostException();
        }
        confirmedAt = nanos.getAsLong();
    }

    /**
     * Looks right before a request leaves. A transaction of the last tenth of a second, or such a look, is as good.
     *
     * @throws OwnershipLostException when another instance has taken the ledger over
     */
    void check(Database database) {
        if (lost || nanos.getAsLong() - confirmedAt > FRESH_NANOS) {
            database.read(statements -> {
                check(statements);
                return id;
            });
        }
    }

    /** Lets the next instance know that this one has ended. */
    void release(Database database) {
        try {
            database.write(statements -> statements.update("DELETE FROM meta WHERE name = ?", PROCESS));
        } catch (LedgerException notTheOwnerOrNotWritable) {
            // The end of the process says the same.
            return;
        }
    }

    private static void put(Statements statements, String name, String value) throws SQLException {
        statements.update(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    /** {@return what tells the file from a copy of it; without blanks} It is not opened. */
    private static String placeOf(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            return String.valueOf(key == null ? file.toRealPath() : key).replaceAll("\\s", "_");
        } catch (IOException e) {
            throw new LedgerRefusedException("The ledger " + file + " cannot be looked at: " + e, e);
        }
    }
}
