package invitations.ledger;

import invitations.invitation.InvitationKey;
import java.time.Clock;
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
    Ledger(
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

    /** Whether any row may have been acted on by its API: from then on it is of that API alone. May read all rows. */
    public boolean hasReachedApi() {
        return database.read(Belonging::hasReachedApi);
    }

    /** Makes uncertain what a crash left without an outcome, and forgets pauses of an earlier start. */
    void recover() {
        outcomes.recover();
        waits.clear();
    }

    Database database() {
        return database;
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
