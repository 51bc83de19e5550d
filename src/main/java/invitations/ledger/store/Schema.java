package invitations.ledger.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Objects;

/** The tables of the ledger, made by one numbered script for each version. */
public final class Schema {
    private static final String VERSION_OF_FILE = "PRAGMA user_version";

    private static final int VERSION = 3;
    /** The first version whose audit trail is sealed. */
    static final int SEALED_SINCE = 2;

    private Schema() {}

    /**
     * Makes the tables, or brings them up to this version; all scripts or none.
     *
     * @param seal what the audit trail is sealed with, by the version that began with it
     * @param clock the time of the trail's first entry
     */
    public static void bringUp(Connection connection, AuditSeal seal, Clock clock) throws SQLException {
        connection.setAutoCommit(false);
        boolean isSealed = version(connection) >= SEALED_SINCE;
        for (int next = version(connection) + 1; next <= VERSION; next++) {
            for (String sql : script(next).split(";\\s*\\n", -1)) {
                if (!sql.isBlank()) {
                    Database.run(connection, sql);
                }
            }
            Database.run(connection, "PRAGMA user_version = " + next);
        }
        if (!isSealed) {
            AuditTrail.begin(new Statements(connection, seal), clock);
        }
        connection.commit();
    }

    /** Brings the tables of a used ledger up to this version; before that, the ledger is copied as it is. */
    public static void bringUp(Connection connection, Path file, AuditSeal seal, Clock clock) throws SQLException {
        if (isOld(connection)) {
            LedgerCopy.keep(connection, file, version(connection), clock.instant());
        }
        bringUp(connection, seal, clock);
    }

    /** {@return whether an earlier version made the tables} */
    static boolean isOld(Connection connection) throws SQLException {
        int found = version(connection);
        return found > 0 && found < VERSION;
    }

    /**
     * Refuses what this version cannot work with.
     *
     * @param isNew whether the file may be empty: that of a used ledger must not
     */
    public static void check(Connection connection, Path file, boolean isNew) throws SQLException {
        int found = version(connection);
        if (found > VERSION) {
            throw new LedgerRefusedException(
                    "The ledger " + file + " was written by a newer version of this program (schema " + found
                            + ", this one knows " + VERSION + "). Use that version.");
        }
        if (found == 0 && !isNew) {
            throw new LedgerRefusedException(
                    "The ledger " + file + " is empty, though it was in use: it was lost, and with it"
                            + " who was invited. Bring it back from your backup.");
        }
    }

    /** The same of a file that is said to be a backup. */
    public static void checkBackup(Connection connection, Path file) throws SQLException {
        if (version(connection) == 0) {
            throw new LedgerRefusedException(file + " is no backup of a ledger. Nothing was changed.");
        }
        check(connection, file, false);
    }

    /**
     * Looks for damage in the tables that guard against a second invitation. Not in the rows, of which there may be
     * millions: those of open drops are read by the recovery, and what is damaged there fails the start as well.
     */
    static void refuseDamaged(Connection connection, Path file) throws SQLException {
        for (String table : new String[] {"drops", "claims"}) {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("PRAGMA quick_check('" + table + "')")) {
                if (!result.getString(1).equals("ok")) {
                    throw new LedgerRefusedException("The ledger " + file + " is damaged (" + result.getString(1)
                            + "). Bring it back from your backup; nothing is sent until then.");
                }
            }
        }
    }

    /** The version of the ledger, 0 before it is made. */
    static int version(Statements statements) throws SQLException {
        return (int) statements.number(VERSION_OF_FILE);
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(VERSION_OF_FILE)) {
            return result.getInt(1);
        }
    }

    private static String script(int version) {
        String name = "/invitations/ledger/V" + version + ".sql";
        try (InputStream script = Objects.requireNonNull(Schema.class.getResourceAsStream(name), name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
