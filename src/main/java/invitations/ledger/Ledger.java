package invitations.ledger;

import invitations.invitation.InvitationKey;
import invitations.ledger.drop.Canaries;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.Drops;
import invitations.ledger.drop.Prerequisites;
import invitations.ledger.drop.SettleClock;
import invitations.ledger.operate.Commands;
import invitations.ledger.operate.Decisions;
import invitations.ledger.operate.Erasure;
import invitations.ledger.operate.Holds;
import invitations.ledger.plan.InvitedElsewhere;
import invitations.ledger.plan.PlanFigureReader;
import invitations.ledger.plan.PlanFigures;
import invitations.ledger.plan.PlanReview;
import invitations.ledger.plan.PlanWriter;
import invitations.ledger.plan.Rosters;
import invitations.ledger.report.Deliveries;
import invitations.ledger.report.FollowUps;
import invitations.ledger.report.PlanRows;
import invitations.ledger.report.RosterLeavers;
import invitations.ledger.report.RowResults;
import invitations.ledger.report.Verification;
import invitations.ledger.send.BlankPools;
import invitations.ledger.send.DomainIntents;
import invitations.ledger.send.Intents;
import invitations.ledger.send.LookupRows;
import invitations.ledger.send.OpenPlaces;
import invitations.ledger.send.OpenRows;
import invitations.ledger.send.Outcomes;
import invitations.ledger.send.PlanLookups;
import invitations.ledger.send.SettlementWriter;
import invitations.ledger.send.TargetPauses;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.LedgerProgress;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The durable memory of drops, rows, intents and outcomes. A method throws {@link LedgerException} when the ledger
 * cannot be read or written. Safe for any number of threads.
 */
public final class Ledger implements AutoCloseable {
    private final Database database;
    private final InvitationKey keys;
    private final Clock clock;
    private final Drops drops;
    private final Intents intents;
    private final Outcomes outcomes;
    private final SettleClock settleClock;
    private final LookupRows lookupRows;
    private final SettlementWriter settlements;
    private final TargetPauses pauses;
    private final AuditTrail audit;
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
        this.lookupRows = new LookupRows(database, clock, settleClock);
        this.settlements = new SettlementWriter(database, clock, settleClock);
        this.pauses = new TargetPauses(database, clock);
        this.audit = new AuditTrail(database, clock);
    }

    /** {@return whether any row may have been acted on by its API: from then on it is of that API alone} May read all rows. */
    public boolean hasReachedApi() {
        return database.read(LedgerIdentity::hasReachedApi);
    }

    /** Makes uncertain what a crash left without an outcome, and forgets pauses of an earlier start. */
    void recover() {
        outcomes.recover();
        pauses.clear();
    }

    Database database() {
        return database;
    }

    public Drops drops() {
        return drops;
    }

    /** Begins, or begins again, to take the rows of the drop in. */
    public PlanWriter plan(Drop drop) {
        return new PlanWriter(database, keys, clock, drop);
    }

    /**
     * {@return what the plan of a drop would do, in figures}
     *
     * @param history the ledger that knows what the drop's feed did before; this one, or that which a check compares with
     * @param review what the figures are for
     */
    public PlanFigures planFigures(Ledger history, Drop drop, PlanReview review) {
        return PlanFigureReader.read(database, history.database, drop, review, clock.instant());
    }

    /** Marks the rows of a planned drop whose person was invited according to another ledger with the same key. */
    public void leaveOutInvitedBy(Ledger other, Drop drop) {
        new InvitedElsewhere(database, other.database).mark(drop);
    }

    public OpenRows openRows() {
        return new OpenRows(database);
    }

    /** {@return of which domains people were invited} */
    public DomainIntents domainIntents() {
        return new DomainIntents(database);
    }

    public OpenPlaces openPlaces() {
        return new OpenPlaces(database);
    }

    public Intents intents() {
        return intents;
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    public LookupRows lookupRows() {
        return lookupRows;
    }

    public PlanLookups planLookups() {
        return new PlanLookups(database);
    }

    public SettlementWriter settlements() {
        return settlements;
    }

    /** {@return what becomes of rows that are to be given blank invitations} */
    public BlankPools pools() {
        return new BlankPools(database, clock, settleClock);
    }

    public TargetPauses pauses() {
        return pauses;
    }

    public Commands commands() {
        return new Commands(database, clock);
    }

    public Decisions decisions() {
        return new Decisions(database, clock);
    }

    public AuditTrail audit() {
        return audit;
    }

    public Verification verification() {
        return new Verification(database, audit, keys);
    }

    public SettleClock settleClock() {
        return settleClock;
    }

    /** {@return the clock that tells it the time of what is recorded} */
    public Clock clock() {
        return clock;
    }

    /** {@return nanoseconds of the clock that nobody can set, by which waits are measured} */
    public LongSupplier ticker() {
        return settleClock.ticker();
    }

    public RowResults results() {
        return new RowResults(database);
    }

    /** {@return what the plans of drops would do, row by row and counted} */
    public PlanRows planRows() {
        return new PlanRows(database);
    }

    /** {@return who was in the last roster of a feed, and is not in the next one} */
    public RosterLeavers leavers() {
        return new RosterLeavers(database);
    }

    /** {@return what is known of rosters beside their rows} */
    public Rosters rosters() {
        return new Rosters(database, clock);
    }

    public Holds holds() {
        return new Holds(database, clock, drops);
    }

    /** {@return the rows of drops that are sent alone before the rest} */
    public Canaries canaries() {
        return new Canaries(database, clock);
    }

    public Prerequisites prerequisites() {
        return new Prerequisites(database);
    }

    /** Takes out what it has on people. */
    public Erasure erasure() {
        return new Erasure(database, clock);
    }

    /** {@return which reports were sent to which servers} */
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
