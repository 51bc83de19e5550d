package invitations.ledger.store;

import invitations.base.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of a ledger as it is at one moment, also while another process writes it. A copy is a file of its own, without a
 * journal, and without what was erased.
 */
public final class LedgerCopy {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerCopy.class);

    /** How many findings say enough. */
    private static final int MOST_FINDINGS = 20;

    private LedgerCopy() {}

    /** Copies what is committed into an empty file. */
    public static void into(Connection connection, Path empty) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, empty.toAbsolutePath().toString());
            copy.execute();
        }
    }

    /**
     * Keeps the ledger as it is, before its schema is changed.
     *
     * @throws LedgerRefusedException when there is no room for that: then nothing is changed
     */
    static void keep(Connection connection, Path file, int version, Instant now) {
        try {
            Path draft = PrivateFile.draft(PrivateFile.folder(file));
            try {
                into(connection, draft);
                Path copy = PrivateFile.free(file, "ledger-schema-" + version, now);
                PrivateFile.publish(draft, copy);
                LOG.info("The ledger gets a new schema; as it was before, it is kept as {}", copy);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException | SQLException e) {
            throw new LedgerRefusedException(
                    "The ledger " + file + " must be copied before its schema is changed, and cannot be ("
                            + e.getMessage() + "); make room beside it, and start again. Nothing was changed.",
                    e);
        }
    }

    /** A copy to look at that no file name leads to, with the schema of this version. */
    static Connection upgraded(Connection connection, Path file, AuditSeal seal, Clock clock) throws SQLException {
        try {
            Path draft = PrivateFile.draft(PrivateFile.folder(file));
            try {
                into(connection, draft);
                Connection copy = Database.connect(draft);
                try {
                    Database.run(copy, "PRAGMA journal_mode = MEMORY");
                    Database.run(copy, "PRAGMA synchronous = OFF");
                    Schema.bringUp(copy, seal, clock);
                } catch (SQLException | RuntimeException e) {
                    copy.close();
                    throw e;
                }
                connection.close();
                return copy;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new LedgerRefusedException("The ledger " + file + " cannot be copied to be looked at: " + e, e);
        }
    }

    /** {@return what is damaged in the file, by the database's own check of all its tables and indexes; empty when nothing is} */
    public static List<String> damage(Connection connection) {
        List<String> findings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check(" + MOST_FINDINGS + ")")) {
            while (result.next()) {
                String line = result.getString(1);
                if (!line.equals("ok")) {
                    findings.add(line.replaceAll("\\s+", " "));
                }
            }
        } catch (SQLException e) {
            findings.add(String.valueOf(e.getMessage()));
        }
        return findings;
    }
}
