package invitations.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The SQLite file: one connection that writes, one that reads. Safe for any number of threads. */
final class Database implements AutoCloseable {
    /** The newest schema, one numbered script each. */
    private static final int VERSION = 1;

    private final Statements readStatements;
    private final @Nullable Statements writeStatements;
    private final @Nullable GroupCommit writer;

    private Database(Statements readStatements, @Nullable Statements writeStatements, Duration commitDelay) {
        this.readStatements = readStatements;
        this.writeStatements = writeStatements;
        this.writer = writeStatements == null ? null : new GroupCommit(writeStatements, commitDelay);
    }

    /**
     * Opens the file for reading and writing; makes it, or brings its schema up, where needed.
     *
     * @throws LedgerRefused when it is damaged or was written by a newer version
     */
    static Database open(Path file, Duration commitDelay) {
        try {
            Connection connection = connect(file);
            migrate(connection, file);
            connection.setAutoCommit(false);
            return new Database(new Statements(reading(file)), new Statements(connection), commitDelay);
        } catch (SQLException e) {
            throw new LedgerRefused("The ledger " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Opens the file for reading, also while another process writes it. */
    static Database openToRead(Path file) {
        try {
            return new Database(new Statements(reading(file)), null, Duration.ZERO);
        } catch (SQLException e) {
            throw new LedgerRefused("The ledger " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes durably, then answers. */
    <T> T write(Statements.Work<T> work) {
        try {
            return submit(work, true).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerFailure failure ? failure : e;
        }
    }

    /** Writes in company: urgent writes are committed at once, others wait up to 5 ms for more. */
    <T> CompletableFuture<T> submit(Statements.Work<T> work, boolean urgent) {
        return Objects.requireNonNull(writer, "this ledger was opened to be read")
                .submit(work, urgent);
    }

    /** Reads what is committed. Reads must be short: an open cursor holds up SQLite's checkpoints. */
    <T> T read(Statements.Work<T> work) {
        synchronized (readStatements) {
            try {
                return work.on(readStatements);
            } catch (SQLException e) {
                throw new LedgerFailure("the ledger cannot be read: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
            readStatements.close();
            if (writeStatements != null) {
                writeStatements.close();
            }
        } catch (SQLException e) {
            throw new LedgerFailure("the ledger cannot be closed: " + e.getMessage(), e);
        }
    }

    private static Connection reading(Path file) throws SQLException {
        Connection connection = connect(file);
        run(connection, "PRAGMA query_only = 1");
        return connection;
    }

    private static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        run(connection, "PRAGMA busy_timeout = 10000");
        run(connection, "PRAGMA journal_mode = WAL");
        run(connection, "PRAGMA synchronous = FULL");
        run(connection, "PRAGMA temp_store = FILE");
        run(connection, "PRAGMA cache_size = -16000");
        run(connection, "PRAGMA wal_autocheckpoint = 4000");
        return connection;
    }

    private static void migrate(Connection connection, Path file) throws SQLException {
        int found = version(connection);
        if (found > VERSION) {
            throw new LedgerRefused("The ledger " + file + " was written by a newer version of this program (schema "
                    + found + ", this one knows " + VERSION + "). Use that version.");
        }
        connection.setAutoCommit(false);
        for (int next = found + 1; next <= VERSION; next++) {
            for (String sql : script(next).split(";\\s*\\n", -1)) {
                if (!sql.isBlank()) {
                    run(connection, sql);
                }
            }
            run(connection, "PRAGMA user_version = " + next);
        }
        connection.commit();
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.getInt(1);
        }
    }

    private static String script(int version) {
        String name = "/invitations/ledger/V" + version + ".sql";
        try (InputStream script = Objects.requireNonNull(Database.class.getResourceAsStream(name), name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LedgerRefused("The script " + name + " cannot be read", e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether there is a ledger at all. */
    static boolean exists(Path file) {
        return Files.isRegularFile(file);
    }
}
