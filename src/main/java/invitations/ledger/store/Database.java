package invitations.ledger.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The SQLite file: one connection that writes, one that reads. Safe for any number of threads. */
public final class Database implements AutoCloseable {
    /** Set by the benchmark, to see what waiting for the disk costs. It gives up what survives a power cut. */
    private static final String NO_SYNC = "invitations.benchmark.no-sync";

    private final Statements readStatements;
    private final @Nullable Statements writeStatements;
    private final @Nullable GroupCommit writer;
    private @Nullable Ownership ownership;

    private Database(Statements readStatements) {
        this.readStatements = readStatements;
        this.writeStatements = null;
        this.writer = null;
    }

    private Database(Statements readStatements, Statements writeStatements, Duration commitDelay, LongSupplier ticker) {
        this.readStatements = readStatements;
        this.writeStatements = writeStatements;
        this.writer = new GroupCommit(writeStatements, commitDelay, ticker);
    }

    /**
     * Opens the file for reading and writing, as its owner; brings its schema up where needed.
     *
     * @param isNew whether the file may be empty
     * @param seal what entries of the audit trail are sealed with
     * @param clock the time, where the schema is brought up
     * @param ticker nanoseconds, as {@link System#nanoTime()} counts them
     * @throws LedgerRefusedException when it is damaged or was written by a newer version
     * @throws LedgerInUseException when another process owns it and is surely alive
     */
    public static Database open(
            Path file, boolean isNew, Duration commitDelay, AuditSeal seal, Clock clock, LongSupplier ticker) {
        return opened(file, connection -> {
            Schema.check(connection, file, isNew);
            if (isNew) {
                // Only a file without tables can be told so; see Compaction.
                run(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            }
            tune(connection);
            Schema.bringUp(connection, file, seal, clock);
            Schema.refuseDamaged(connection, file);
            // What was read must not stay open: with an old view of the file, the first transaction could not write.
            connection.commit();
            assert TransitionGuard.isOn(connection);
            return new Database(
                            new Statements(toRead(tune(connect(file))), seal),
                            new Statements(connection, seal),
                            commitDelay,
                            ticker)
                    .own(file, ticker);
        });
    }

    private Database own(Path file, LongSupplier ticker) {
        try {
            ownership = Ownership.take(this, file, ticker);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e instanceof LedgerException
                    ? new LedgerRefusedException("The ledger " + file + " cannot be used: " + e.getMessage(), e)
                    : e;
        }
    }

    /** Opens the file for reading and writing beside the process that works with it. */
    public static Database openBeside(Path file, AuditSeal seal, LongSupplier ticker) {
        return opened(file, connection -> {
            Schema.check(connection, file, false);
            tune(connection);
            assert TransitionGuard.isOn(connection);
            connection.setAutoCommit(false);
            return new Database(
                    new Statements(toRead(tune(connect(file))), seal),
                    new Statements(connection, seal),
                    Duration.ZERO,
                    ticker);
        });
    }

    /** Opens the file for reading, also while another process writes it. */
    public static Database openToRead(Path file, AuditSeal seal, Clock clock) {
        return opened(file, connection -> {
            Schema.check(connection, file, false);
            Connection current =
                    Schema.isOld(connection) ? LedgerCopy.upgraded(connection, file, seal, clock) : tune(connection);
            return new Database(new Statements(toRead(current), seal));
        });
    }

    /** {@return what entries of the audit trail are sealed with} */
    AuditSeal seal() {
        return readStatements.seal();
    }

    /** Writes durably, then answers. */
    public <T> T write(Statements.Work<T> work) {
        return join(submit(work, true));
    }

    /** Queues a write for the next group commit. An urgent write is committed at once; others wait up to 5 ms. */
    public <T> CompletableFuture<T> submit(Statements.Work<T> work, boolean urgent) {
        return Objects.requireNonNull(writer, "this ledger was opened to be read")
                .submit(work, urgent);
    }

    /**
     * Does something outside a transaction that nothing else is written beside, then answers. Writes that were queued
     * before are committed by then.
     */
    public <T> T alone(Statements.Work<T> work) {
        return write(statements -> statements.outside(work));
    }

    /** Waits for a write. */
    public static <T> T join(CompletableFuture<T> write) {
        try {
            return write.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerException failure ? failure : e;
        }
    }

    /** Reads what is committed. Reads must be short: an open cursor holds up SQLite's checkpoints. */
    public <T> T read(Statements.Work<T> work) {
        synchronized (readStatements) {
            try {
                return work.on(readStatements);
            } catch (SQLException e) {
                throw new LedgerException("the ledger cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Brings all that is committed into the file itself and empties the journal, so that nothing of what was there before
     * is left in it.
     *
     * @return whether it is empty; not while another process is reading
     */
    public boolean emptyJournal() {
        return read(statements -> statements.number("PRAGMA wal_checkpoint(TRUNCATE)") == 0);
    }

    /**
     * Looks whether this instance still owns the file; always so where it was not opened as its owner.
     *
     * @throws OwnershipLostException when another instance has taken it over
     */
    public void checkOwnership() {
        if (ownership != null) {
            ownership.check(this);
        }
    }

    /** Commits what is queued, then closes the file. */
    @Override
    public void close() {
        if (ownership != null) {
            ownership.release(this);
        }
        if (writer != null) {
            writer.close();
        }
        synchronized (readStatements) {
            try {
                readStatements.close();
                if (writeStatements != null) {
                    writeStatements.close();
                }
            } catch (SQLException e) {
                throw new LedgerException("the ledger cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    private interface Opening {
        Database of(Connection connection) throws SQLException;
    }

    private static Database opened(Path file, Opening opening) {
        try {
            Connection connection = connect(file);
            try {
                return opening.of(connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new LedgerRefusedException("The ledger " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Connection toRead(Connection connection) throws SQLException {
        run(connection, "PRAGMA query_only = 1");
        return connection;
    }

    public static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // To look at a ledger must not make one.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(10_000);
        // Nobody asks for them, and the driver would look at the text of each insert for them.
        config.setGetGeneratedKeys(false);
        // As a URI, since in a plain name everything after a question mark would be settings.
        return config.createConnection(
                "jdbc:sqlite:" + file.toAbsolutePath().toUri().toASCIIString());
    }

    private static Connection tune(Connection connection) throws SQLException {
        run(connection, "PRAGMA journal_mode = WAL");
        run(connection, "PRAGMA synchronous = " + (Boolean.getBoolean(NO_SYNC) ? "OFF" : "FULL"));
        run(connection, "PRAGMA temp_store = FILE");
        run(connection, "PRAGMA cache_size = -16000");
        run(connection, "PRAGMA wal_autocheckpoint = 4000");
        // What is erased must not stay in the file, where the database has no use for it any more.
        run(connection, "PRAGMA secure_delete = ON");
        return connection;
    }

    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
