package invitations.ledger.backup;

import invitations.base.PrivateFile;
import invitations.ledger.LedgerIdentity;
import invitations.ledger.store.Database;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.LedgerCopy;
import invitations.ledger.store.LedgerFiles;
import invitations.ledger.store.LedgerProgress;
import invitations.ledger.store.LedgerRefusedException;
import invitations.ledger.store.LedgerSecret;
import invitations.ledger.store.LostLedgerCheck;
import invitations.ledger.store.MetaTable;
import invitations.ledger.store.Schema;
import invitations.ledger.store.Statements;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Backups of a ledger: one file with all that is committed at one moment, and the secret of its keys. A backup is a
 * ledger's file as the database has it, which says that it is a backup: in the place of a ledger it is refused.
 */
public final class LedgerBackup {
    /** The secret, in hex. */
    private static final String KEY = "backup.key";

    private LedgerBackup() {}

    /**
     * What was saved.
     *
     * @param bytes how large the file is
     * @param drops how many drops the ledger has
     * @param api the identity of the API that it knows people of
     */
    public record Saved(long bytes, long drops, String api) {}

    /**
     * Saves the ledger of a home, also while another process works with it. Only its owner can read the file; it is there
     * whole, or not at all.
     *
     * @param clock the time of the backup
     * @throws FileAlreadyExistsException when there is a file of that name, which stays as it is
     * @throws LedgerRefusedException when there is no ledger, or it is damaged
     */
    public static Saved save(Path home, Path file, Clock clock) throws IOException {
        LedgerFiles files = LedgerFiles.of(home);
        if (!files.isThere()) {
            LostLedgerCheck.refuse(files);
            throw new LedgerRefusedException("There is no ledger in " + home + " yet: nothing was sent from there.");
        }
        byte[] secret = files.secret();
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path draft = PrivateFile.draft(PrivateFile.folder(file));
        try {
            copy(files, draft);
            Saved saved = complete(files, draft, secret, clock.instant());
            PrivateFile.publish(draft, file);
            return saved;
        } catch (SQLException e) {
            throw new LedgerRefusedException(
                    "The ledger " + files.database() + " cannot be saved: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void copy(LedgerFiles files, Path draft) throws SQLException {
        try (Connection connection = Database.connect(files.database())) {
            Schema.check(connection, files.database(), false);
            LedgerCopy.into(connection, draft);
        }
    }

    private static Saved complete(LedgerFiles files, Path draft, byte[] secret, Instant now) throws SQLException {
        try (Connection connection = Database.connect(draft)) {
            Database.run(connection, "PRAGMA journal_mode = MEMORY");
            List<String> damage = LedgerCopy.damage(connection);
            if (!damage.isEmpty()) {
                throw new LedgerRefusedException("The ledger " + files.database() + " is damaged (" + damage.get(0)
                        + "), and is not saved. Put an older backup in its place by: invitations restore FILE.");
            }
            connection.setAutoCommit(false);
            try (Statements statements = new Statements(connection)) {
                String fingerprint = LedgerSecret.fingerprint(secret);
                LedgerIdentity.mustBe(MetaTable.get(statements, "key"), fingerprint, LedgerIdentity.OTHER_KEY);
                MetaTable.set(statements, LedgerProgress.BACKUP, now.toString());
                MetaTable.set(statements, KEY, HexFormat.of().formatHex(secret));
                Saved saved = new Saved(
                        draft.toFile().length(),
                        statements.number("SELECT COUNT(*) FROM drops" + FullScanGuard.WANTED),
                        MetaTable.get(statements, "api"));
                statements.commit();
                return saved;
            }
        }
    }

    /** {@return when the backup was made; empty when it is the file of a ledger as it was at work} */
    static Optional<Instant> time(Statements statements) throws SQLException {
        return MetaTable.find(statements, LedgerProgress.BACKUP).map(Instant::parse);
    }

    /** The secret that is kept in a backup; empty when it is the file of a ledger as it was at work. */
    static Optional<byte[]> secret(Statements statements) throws SQLException {
        return MetaTable.find(statements, KEY).map(HexFormat.of()::parseHex);
    }

    /** Makes a ledger of what was a backup. */
    static void unwrap(Statements statements) throws SQLException {
        statements.update("DELETE FROM meta WHERE name IN (?, ?)", LedgerProgress.BACKUP, KEY);
    }
}
