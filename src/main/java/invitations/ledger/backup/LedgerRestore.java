package invitations.ledger.backup;

import invitations.base.PrivateFile;
import invitations.ledger.LedgerIdentity;
import invitations.ledger.drop.Lookups;
import invitations.ledger.store.AuditSeal;
import invitations.ledger.store.AuditTrail;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings ledgers back. A ledger that was brought back does not know who was invited since it was saved: it is marked, and
 * from then on each person is looked up at the API before they are sent an invitation that it does not know of. A crash in
 * between leaves a home that is refused, and the same again brings it to its end. The caller holds the home's lock.
 */
public final class LedgerRestore {
    private final LedgerFiles files;
    private final String api;
    private final Clock clock;
    private final RestoredKey key;

    /** @param api the identity of the API that the home is for */
    public LedgerRestore(Path home, String api, Clock clock) {
        this.files = LedgerFiles.of(home);
        this.api = api;
        this.clock = clock;
        this.key = new RestoredKey(files);
    }

    /**
     * What was brought back.
     *
     * @param savedAt when it was saved; null when that is not known
     * @param replaced where the ledger is now that was there before; null when there was none
     * @param drops how many drops the ledger has
     * @param open how many of them have not ended
     */
    public record Result(@Nullable Instant savedAt, @Nullable Path replaced, long drops, long open) {}

    /**
     * A ledger that is ready to be put in its place.
     *
     * @param secret the secret of its keys, in hex
     */
    private record Ready(String secret, LedgerProgress.Point point, @Nullable Instant savedAt, long drops, long open) {}

    /**
     * Puts a backup in the place of the home's ledger, which is kept under another name.
     *
     * @param file a backup, or a ledger's file with its {@code ledger.key} beside it, or of this home's key
     * @throws LedgerRefusedException when it is no ledger, damaged, newer, of another API, or of another key than this home's; then
     *     nothing was changed
     */
    public Result restore(Path file) throws IOException {
        if (Files.exists(files.database()) && Files.isSameFile(file, files.database())) {
            throw new LedgerRefusedException(
                    file + " is the ledger of this home itself. Where it was put there by hand, say so by:"
                            + " invitations restored.");
        }
        Path draft = PrivateFile.draft(PrivateFile.folder(files.database()));
        try {
            PrivateFile.copy(file, draft);
            Path journal = journal(file);
            if (Files.exists(journal) && Files.size(journal) > 0) {
                Files.move(PrivateFile.draft(PrivateFile.folder(draft)), journal(draft));
                PrivateFile.copy(journal, journal(draft));
            }
            Ready ready = ready(file, draft);
            PrivateFile.sync(draft);
            byte[] secret = HexFormat.of().parseHex(ready.secret());
            key.place(secret);
            Path replaced = putAside();
            Files.move(draft, files.database(), StandardCopyOption.ATOMIC_MOVE);
            PrivateFile.sync(PrivateFile.folder(files.database()));
            LedgerProgress.write(files, LedgerSecret.fingerprint(secret), ready.point());
            return new Result(ready.savedAt(), replaced, ready.drops(), ready.open());
        } finally {
            Files.deleteIfExists(draft);
            Files.deleteIfExists(journal(draft));
            Files.deleteIfExists(shared(draft));
        }
    }

    /**
     * Says of the ledger that is in its place that it was brought back, with the whole home or by hand.
     *
     * @throws LedgerRefusedException when there is none, or it is damaged, newer, of another API, or without its key
     */
    public Result mark() throws IOException {
        if (!files.isThere()) {
            LostLedgerCheck.refuse(files);
            throw new LedgerRefusedException("There is no ledger in " + PrivateFile.folder(files.database())
                    + ". Put a backup in its place by: invitations restore FILE.");
        }
        byte[] secret = files.secret();
        try (Connection connection = Database.connect(files.database())) {
            Schema.check(connection, files.database(), false);
            refuseDamaged(connection, files.database());
            AuditSeal seal = new AuditSeal(secret);
            Database.run(connection, "PRAGMA synchronous = FULL");
            Schema.bringUp(connection, files.database(), seal, clock);
            connection.setAutoCommit(false);
            try (Statements statements = new Statements(connection, seal)) {
                Ready ready = ready(statements, files.database(), secret);
                LedgerProgress.write(files, LedgerSecret.fingerprint(secret), ready.point());
                return new Result(ready.savedAt(), null, ready.drops(), ready.open());
            }
        } catch (SQLException e) {
            throw new LedgerRefusedException(
                    "The ledger " + files.database() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Ready ready(Path file, Path draft) {
        try (Connection connection = Database.connect(draft)) {
            // Takes in what is in a journal beside it, which is not needed any more then.
            Database.run(connection, "PRAGMA journal_mode = DELETE");
            Schema.checkBackup(connection, file);
            refuseDamaged(connection, file);
            connection.setAutoCommit(false);
            byte[] secret = key.of(new Statements(connection), file);
            AuditSeal seal = new AuditSeal(secret);
            Schema.bringUp(connection, seal, clock);
            try (Statements statements = new Statements(connection, seal)) {
                return ready(statements, file, secret);
            }
        } catch (SQLException e) {
            throw new LedgerRefusedException(
                    file + " is no backup of a ledger, or it is damaged (" + e.getMessage()
                            + "). Nothing was changed; take another backup.",
                    e);
        }
    }

    private static void refuseDamaged(Connection connection, Path file) {
        List<String> damage = LedgerCopy.damage(connection);
        if (!damage.isEmpty()) {
            throw new LedgerRefusedException(
                    file + " is damaged (" + damage.get(0) + "). Nothing was changed; take another backup.");
        }
    }

    /** Checks what it belongs to, and marks it. */
    private Ready ready(Statements statements, Path file, byte[] secret) throws SQLException {
        String fingerprint = LedgerSecret.fingerprint(secret);
        LedgerIdentity.mustBe(MetaTable.get(statements, "key"), fingerprint, LedgerIdentity.OTHER_KEY);
        LedgerIdentity.mustBe(MetaTable.get(statements, "api"), api, LedgerIdentity.OTHER_API);
        Optional<LedgerProgress.Kept> kept = kept();
        if (kept.isPresent() && !kept.get().ledger().equals(fingerprint)) {
            throw new LedgerRefusedException(file + " is not of the ledger that was at work here (" + files.progress()
                    + " has the fingerprint " + kept.get().ledger() + ", its key " + fingerprint
                    + "). Take another home for it.");
        }
        Instant savedAt = time(statements);
        LedgerBackup.unwrap(statements);
        LedgerProgress.Point point = LedgerProgress.next(
                statements, kept.map(LedgerProgress.Kept::point).orElse(new LedgerProgress.Point(0, 0)));
        int times = Lookups.mark(statements);
        AuditTrail.note(
                statements,
                clock,
                "RESTORED",
                null,
                AuditTrail.account(),
                new TreeMap<>(Map.of("times", times, "saved_at", savedAt == null ? "" : savedAt.toString())));
        long drops = statements.number("SELECT COUNT(*) FROM drops" + FullScanGuard.WANTED);
        long open = statements.number("SELECT COUNT(*) FROM drops WHERE state IN ('RECEIVED', 'HELD', 'SENDING')");
        statements.commit();
        return new Ready(HexFormat.of().formatHex(secret), point, savedAt, drops, open);
    }

    private static @Nullable Instant time(Statements statements) throws SQLException {
        try {
            return LedgerBackup.time(statements).orElse(null);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    private Optional<LedgerProgress.Kept> kept() {
        try {
            return LedgerProgress.read(files);
        } catch (LedgerRefusedException unreadable) {
            return Optional.empty();
        }
    }

    /** The ledger goes first: without its journal it would be another one. */
    private @Nullable Path putAside() throws IOException {
        Path replaced = PrivateFile.free(files.database(), "ledger-replaced", clock.instant());
        boolean isThere = Files.exists(files.database());
        if (isThere) {
            Files.move(files.database(), replaced, StandardCopyOption.ATOMIC_MOVE);
        }
        Path journal = journal(files.database());
        if (Files.exists(journal)) {
            Files.move(journal, journal(replaced), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(shared(files.database()));
        PrivateFile.sync(PrivateFile.folder(files.database()));
        return isThere ? replaced : null;
    }

    private static Path journal(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    private static Path shared(Path database) {
        return database.resolveSibling(database.getFileName() + "-shm");
    }
}
