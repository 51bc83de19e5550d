package invitations.ledger;

import invitations.invitation.InvitationKey;
import invitations.ledger.drop.SettleClock;
import invitations.ledger.store.AuditSeal;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.LedgerFiles;
import invitations.ledger.store.LedgerInUseException;
import invitations.ledger.store.LedgerProgress;
import invitations.ledger.store.LedgerRefusedException;
import invitations.ledger.store.LedgerSecret;
import invitations.ledger.store.LostLedgerCheck;
import invitations.ledger.store.MetaTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Opens ledgers: for work, beside an instance that works, or to read. Safe for any number of threads. */
public final class LedgerAccess {
    private LedgerAccess() {}

    /**
     * Opens the ledger of a home for work, or makes it, and recovers what a crash left: intents without an outcome
     * become uncertain. The caller holds the home's lock.
     *
     * @param api the identity of the API; another one than before is refused
     * @param commitDelay added to each commit, to see what a slow disk would do
     * @param settleTime how long to wait before the API is asked about what is uncertain, and between two readings
     * @throws LedgerRefusedException when it is damaged, newer, of another API, without its key, lost, or older than its home
     * @throws LedgerInUseException when another process owns it and is surely alive; no row was changed then
     */
    public static Ledger open(Path home, String api, Duration commitDelay, Duration settleTime, Clock clock) {
        LedgerFiles files = LedgerFiles.of(home);
        byte[] secret = files.secret();
        Database database = Database.open(
                files.database(), !files.isMade(), commitDelay, new AuditSeal(secret), clock, System::nanoTime);
        try {
            String fingerprint = LedgerSecret.fingerprint(secret);
            LedgerIdentity.belongsTo(database, "key", fingerprint, LedgerIdentity.OTHER_KEY);
            LedgerIdentity.belongsToApi(database, secret, api, clock);
            if (!files.isMade()) {
                files.made();
            }
            LedgerProgress progress = LedgerProgress.begin(database, files, fingerprint, clock, System::nanoTime);
            Ledger ledger = new Ledger(
                    database,
                    new InvitationKey(secret, api),
                    new SettleClock(settleTime, System::nanoTime),
                    clock,
                    progress);
            ledger.recover();
            return ledger;
        } catch (LedgerException e) {
            database.close();
            throw new LedgerRefusedException(
                    "The ledger " + files.database() + " cannot be used: " + e.getMessage(), e);
        } catch (LedgerRefusedException e) {
            database.close();
            throw e;
        }
    }

    /** {@return whether a ledger was ever made in that home} */
    public static boolean isThere(Path home) {
        return LedgerFiles.of(home).isThere();
    }

    /**
     * Opens the ledger of a home to ask something of the instance that works with it; nothing is recovered.
     *
     * @throws LedgerRefusedException when there is none, or it cannot be used
     */
    public static Ledger openBeside(Path home) {
        LedgerFiles files = LedgerFiles.of(home);
        byte[] secret = files.secret();
        return new Ledger(
                Database.openBeside(files.database(), new AuditSeal(secret), System::nanoTime),
                new InvitationKey(secret, ""),
                new SettleClock(Duration.ZERO, System::nanoTime),
                Clock.systemUTC(),
                null);
    }

    /** Opens the ledger of a home to look at it, also while another process works with it; empty when there is none. */
    public static Optional<Ledger> openToRead(Path home) {
        LedgerFiles files = LedgerFiles.of(home);
        if (!files.isThere()) {
            LostLedgerCheck.refuse(files);
            return Optional.empty();
        }
        byte[] secret = files.secret();
        Clock clock = Clock.systemUTC();
        Database database = Database.openToRead(files.database(), new AuditSeal(secret), clock);
        try {
            String api = database.read(statements -> MetaTable.get(statements, "api"));
            return Optional.of(new Ledger(
                    database,
                    new InvitationKey(secret, api),
                    new SettleClock(Duration.ZERO, System::nanoTime),
                    clock,
                    null));
        } catch (LedgerException e) {
            database.close();
            throw new LedgerRefusedException(
                    "The ledger " + files.database() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Opens the ledger of a home to look invitations up in it, as {@link #openToRead(Path)} does.
     *
     * @throws LedgerRefusedException when it is of another API, or the key is another one's
     */
    public static Optional<Ledger> openToRead(Path home, String api) {
        Optional<Ledger> ledger = openToRead(home);
        ledger.ifPresent(found -> {
            try {
                LedgerIdentity.mustFit(found.database(), LedgerFiles.of(home).secret(), api);
            } catch (LedgerRefusedException e) {
                found.close();
                throw e;
            }
        });
        return ledger;
    }

    /** Lets a home without a ledger know people by the same keys as another one that has a ledger; copies no key. */
    public static void lendSecret(Path home, Path other) {
        LedgerFiles files = LedgerFiles.of(home);
        if (files.isMade()) {
            files.lendSecretTo(LedgerFiles.of(other));
        }
    }
}
