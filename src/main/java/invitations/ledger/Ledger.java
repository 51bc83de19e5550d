package invitations.ledger;

import invitations.invitation.InvitationKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durable memory of drops, rows, intents and outcomes. Safe for any number of threads. */
public final class Ledger implements AutoCloseable {
    private final Database database;
    private final InvitationKey keys;
    private final Clock clock;
    private final Drops drops;
    private final Intents intents;
    private final Outcomes outcomes;
    private final SettleClock settleClock;
    private final RowsInQuestion rowsInQuestion;
    private final Settlements settlements;
    private final Waits waits;
    private final Audit audit;
    private final @Nullable LedgerProgress progress;

    /** @param progress null when it is not opened for work */
    private Ledger(
            Database database,
            InvitationKey keys,
            SettleClock settleClock,
            Clock clock,
            @Nullable LedgerProgress progress) {
        this.progress = progress;
        this.database = database;
        this.keys = keys;
        this.clock = clock;
        this.drops = new Drops(database, clock);
        this.intents = new Intents(database, clock, settleClock, progress);
        this.outcomes = new Outcomes(database, clock, settleClock);
        this.settleClock = settleClock;
        this.rowsInQuestion = new RowsInQuestion(database, clock, settleClock);
        this.settlements = new Settlements(database, clock, settleClock);
        this.waits = new Waits(database, clock);
        this.audit = new Audit(database, clock);
    }

    /**
     * Opens the ledger of a home for work, or makes it, and recovers what a crash left: intents without an outcome
     * become uncertain. The caller holds the home's lock.
     *
     * @param api the identity of the API; another one than before is refused
     * @param commitDelay added to each commit, to see what a slow disk would do
     * @param settleTime how long to wait before the API is asked about what is uncertain, and between two readings
     * @throws LedgerRefused when it is damaged, newer, of another API, without its key, lost, or older than its home
     * @throws LedgerInUseException when another process owns it and is surely alive; no row was changed then
     */
    public static Ledger open(Path home, String api, Duration commitDelay, Duration settleTime, Clock clock) {
        LedgerFiles files = LedgerFiles.of(home);
        byte[] secret = files.secret();
        Database database = Database.open(files.database(), !files.isMade(), commitDelay, new AuditSeal(secret));
        try {
            String fingerprint = LedgerSecret.fingerprint(secret);
            Belonging.belongsTo(database, "key", fingerprint, Belonging.OTHER_KEY);
            Belonging.belongsToApi(database, secret, api, clock);
            if (!files.isMade()) {
                files.made();
            }
            LedgerProgress progress = LedgerProgress.begin(database, files, fingerprint, System::nanoTime);
            Ledger ledger =
                    new Ledger(database, new InvitationKey(secret, api), new SettleClock(settleTime), clock, progress);
            ledger.outcomes.recover();
            ledger.waits.clear();
            return ledger;
        } catch (LedgerFailure e) {
            database.close();
            throw new LedgerRefused("The ledger " + files.database() + " cannot be used: " + e.getMessage(), e);
        } catch (LedgerRefused e) {
            database.close();
            throw e;
        }
    }

    /** Whether any row may have been acted on by its API: from then on it is of that API alone. May read all rows. */
    public boolean hasReachedApi() {
        return database.read(Belonging::hasReachedApi);
    }

    /** Whether a ledger was ever made in that home. */
    public static boolean isThere(Path home) {
        return LedgerFiles.of(home).isThere();
    }

    /**
     * Opens the ledger of a home to ask something of the instance that works with it; nothing is recovered.
     *
     * @throws LedgerRefused when there is none, or it cannot be used
     */
    public static Ledger openBeside(Path home) {
        LedgerFiles files = LedgerFiles.of(home);
        byte[] secret = files.secret();
        return new Ledger(
                Database.openBeside(files.database(), new AuditSeal(secret)),
                new InvitationKey(secret, ""),
                new SettleClock(Duration.ZERO),
                Clock.systemUTC(),
                null);
    }

    /** Opens the ledger of a home to look at it, also while another process works with it; empty when there is none. */
    public static Optional<Ledger> openToRead(Path home) {
        LedgerFiles files = LedgerFiles.of(home);
        if (!files.isThere()) {
            LostLedger.refuse(files);
            return Optional.empty();
        }
        byte[] secret = files.secret();
        Database database = Database.openToRead(files.database(), new AuditSeal(secret));
        try {
            String api = database.read(statements -> MetaTable.get(statements, "api"));
            return Optional.of(new Ledger(
                    database, new InvitationKey(secret, api), new SettleClock(Duration.ZERO), Clock.systemUTC(), null));
        } catch (LedgerFailure e) {
            database.close();
            throw new LedgerRefused("The ledger " + files.database() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Opens the ledger of a home to look invitations up in it, as {@link #openToRead(Path)} does.
     *
     * @throws LedgerRefused when it is of another API, or the key is another one's
     */
    public static Optional<Ledger> openToRead(Path home, String api) {
        Optional<Ledger> ledger = openToRead(home);
        ledger.ifPresent(found -> {
            try {
                Belonging.mustFit(found.database, LedgerFiles.of(home).secret(), api);
            } catch (LedgerRefused e) {
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

    public Drops drops() {
        return drops;
    }

    /** Begins, or begins again, to take the rows of the drop in. */
    public Plan plan(Drop drop) {
        return new Plan(database, keys, clock, drop);
    }

    /** Marks the rows of a planned drop whose person was invited according to another ledger with the same key. */
    public void leaveOutInvitedBy(Ledger other, Drop drop) {
        new InvitedElsewhere(database, other.database).mark(drop);
    }

    public OpenRows openRows() {
        return new OpenRows(database);
    }

    public Intents intents() {
        return intents;
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    public RowsInQuestion rowsInQuestion() {
        return rowsInQuestion;
    }

    public Settlements settlements() {
        return settlements;
    }

    /** What becomes of rows that are to be given blank invitations. */
    public Pools pools() {
        return new Pools(database, clock, settleClock);
    }

    public Waits waits() {
        return waits;
    }

    public Commands commands() {
        return new Commands(database, clock);
    }

    public Decisions decisions() {
        return new Decisions(database, clock);
    }

    public Audit audit() {
        return audit;
    }

    public Verification verification() {
        return new Verification(database, audit, keys);
    }

    public SettleClock settleClock() {
        return settleClock;
    }

    public Results results() {
        return new Results(database);
    }

    public Holds holds() {
        return new Holds(database, clock, drops);
    }

    public FirstSteps firstSteps() {
        return new FirstSteps(database);
    }

    /** Takes out what it has on people. */
    public Erasure erasure() {
        return new Erasure(database, clock);
    }

    /** Which reports were sent to which servers. */
    public Deliveries deliveries() {
        return new Deliveries(database);
    }

    public FollowUps followUps() {
        return new FollowUps(database);
    }

    /** Commits what is queued and closes the file. */
    @Override
    public void close() {
        database.close();
        if (progress != null) {
            progress.end();
        }
    }
}
