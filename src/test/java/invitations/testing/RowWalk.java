package invitations.testing;

import invitations.csv.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Decisions;
import invitations.ledger.plan.PlanWriter;
import invitations.ledger.send.LookupRows;
import invitations.ledger.store.RowId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A drop of a real ledger, one of whose rows is watched: the statuses that it has been seen in. No two of them name the same
 * people, so that any number of them find room in one ledger.
 */
public final class RowWalk {
    public static final Outcome POOL_EMPTY =
            new Outcome(RowStatus.UNCHECKED, ReasonCode.POOL_EXHAUSTED, "none", 404, null);

    final LedgerFixture test;
    public final int number;
    private final List<RowStatus> seen = new ArrayList<>();
    private Invitation.Asking asking = Invitation.Asking.NOT;
    private @Nullable Drop drop;
    private long record = 1;
    private boolean isFirstStep;

    public RowWalk(LedgerFixture test, int number) {
        this.test = test;
        this.number = number;
    }

    /** The statuses of the watched row, as {@link #look} found them. */
    public List<RowStatus> seen() {
        return seen;
    }

    /** The API is asked before rows are sent that are made from now on. */
    public RowWalk asking() {
        asking = Invitation.Asking.FIRST;
        return this;
    }

    /** Watches another row of the file from now on. */
    public RowWalk watch(long other) {
        record = other;
        return this;
    }

    public RowWalk watchFirstStep() {
        isFirstStep = true;
        return this;
    }

    /** Sees in which status the row is. */
    public RowWalk look() {
        try {
            test.committed("SELECT status FROM drop_rows WHERE id = " + row()).stream()
                    .map(RowStatus::valueOf)
                    .forEach(seen::add);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    public Ledger ledger() {
        return test.ledger();
    }

    public Drop drop() {
        if (drop == null) {
            drop = test.receive("default", "content-" + number);
        }
        return drop;
    }

    public long row() {
        return isFirstStep ? RowId.firstStep(id(record)) : id(record);
    }

    public long id(long ofRecord) {
        return RowId.of(drop().number(), ofRecord);
    }

    // Rows

    public PlannedRow person(long line) {
        PlannedRow.Valid row = (PlannedRow.Valid) LedgerFixture.row(line, "w" + number + "r" + line + "@example.org");
        return new PlannedRow.Valid(row.row(), row.invitation().asking(asking));
    }

    /** Another row for the same person. */
    public PlannedRow samePerson(long line, Map<String, Object> more) {
        return LedgerFixture.row(line, "w" + number + "r1@example.org", null, more);
    }

    /** A row before which its person is invited to the platform, asked about first. */
    public PlannedRow withFirstStep() {
        PlannedRow.Valid row = (PlannedRow.Valid) LedgerFixture.inProgram(1, "w" + number + "@example.org", "acme+a");
        PlannedRow.Valid step = (PlannedRow.Valid) LedgerFixture.row(1, "w" + number + "@example.org");
        return new PlannedRow.Valid(
                row.row(), row.invitation().asking(asking), step.invitation().asking(Invitation.Asking.FIRST));
    }

    public PlannedRow redeem(long line) {
        return made(line, Operation.REDEEM, "w" + number + "r" + line + "@example.org");
    }

    public PlannedRow blank() {
        return made(1, Operation.BLANK, null);
    }

    private PlannedRow made(long line, Operation operation, @Nullable String email) {
        Map<String, Object> item =
                email == null ? Map.of("count", 2, "source", pool()) : Map.of("email", email, "source", pool());
        return new PlannedRow.Valid(
                new InputRow(line, line + 1, List.of("x")),
                new Invitation(
                        "program", operation, "acme", "acme+a", pool(), email, null, item, Invitation.Asking.FIRST));
    }

    private String pool() {
        return "pool-" + number;
    }

    public static PlannedRow wrong(long line) {
        return LedgerFixture.invalid(line, new RowError(ReasonCode.INVALID_EMAIL, "email", "x", "an address"));
    }

    public PlannedRow left(long line) {
        return new PlannedRow.Skipped(
                new InputRow(line, line + 1, List.of("x")), ReasonCode.FILTERED, "left out by the feed");
    }

    // Planning

    /** Reads these rows and goes no further. */
    public PlanWriter append(PlannedRow... rows) {
        PlanWriter plan = ledger().plan(drop());
        plan.append(List.of(rows));
        // Rows are taken in while the next ones are read: what is written behind them is committed after them.
        ledger().settlements().later(0);
        return plan;
    }

    public RowWalk finish(PlanWriter plan) {
        drop = plan.finish(List.of("email"), InputFormat.PLAIN, false, null);
        return this;
    }

    public RowWalk plan(PlannedRow... rows) {
        return finish(append(rows));
    }

    /** Its file comes again, after all of its rows have ended. */
    public RowWalk comeAgain() {
        end();
        ledger().drops().reported(drop());
        drop = test.receive("default", "content-" + number);
        return this;
    }

    /** Its file comes again and is read otherwise: another drop. */
    public Drop readOtherwise() {
        return ledger().drops()
                .receive("default", "content-" + number, "people.csv", "w/people.csv", 10, drop())
                .drop();
    }

    /** The file has its rows in another drop: the one that is watched from now on. */
    public RowWalk goOnWith(Drop other) {
        drop = other;
        return this;
    }

    /** The drop's rows have ended. */
    public RowWalk end() {
        drop = ledger().drops().finish(drop());
        return this;
    }

    // Ways to a status

    /** Brings the row there, among others if need be. */
    public RowWalk at(RowStatus status) {
        switch (status) {
            case PLANNED -> plan(person(1));
            case INVALID -> plan(wrong(1));
            case UNCHECKED -> asking().plan(person(1));
            case UNPROCESSED -> at(RowStatus.PLANNED).stop();
            case SKIPPED -> plan(left(1));
            case DUPLICATE -> plan(person(1), samePerson(2, Map.of())).watch(2);
            case INTENT -> at(RowStatus.PLANNED).ask();
            case RETRYABLE, UNCERTAIN, INVITED, REFUSED -> at(RowStatus.INTENT).outcome(status);
            case NEEDS_REVIEW -> at(RowStatus.UNCERTAIN).review();
            case ALREADY_INVITED -> at(RowStatus.UNCERTAIN).foundAnother();
        }
        return this;
    }

    public RowWalk stop() {
        ledger().outcomes().leaveUnprocessed(drop(), ReasonCode.UNREACHABLE, "stopped");
        return this;
    }

    /** Asks for the row of the file alone, whatever comes first. */
    public RowWalk ask(long ofRecord) {
        ledger().intents()
                .ask(
                        "call-" + number,
                        open().stream().filter(row -> row.id() == id(ofRecord)).toList())
                .join();
        return this;
    }

    public RowWalk ask() {
        return ask(record);
    }

    public List<OpenRow> open() {
        return ledger().openRows().page(drop(), 0, 100, Set.of());
    }

    public RowWalk outcome(RowStatus status) {
        return outcome(LedgerFixture.outcome(status));
    }

    public RowWalk outcome(Outcome outcome) {
        ledger().outcomes().record(List.of(id(record)), outcome, null).join();
        return this;
    }

    /** Asks for the row of the file, for which the pool has no blank invitation. */
    public RowWalk poolEmpty(long ofRecord) {
        ask(ofRecord);
        ledger().outcomes().record(List.of(id(ofRecord)), POOL_EMPTY, null).join();
        return this;
    }

    public LookupRows.Pool rowsPool() {
        return new LookupRows.Pool("program", "acme", "acme+a", pool());
    }

    public RowWalk free(long ofRecord) {
        ledger().settlements().free(id(ofRecord));
        return this;
    }

    public RowWalk review() {
        ledger().settlements().leaveToReview(row(), "look there");
        return this;
    }

    public RowWalk foundAnother() {
        ledger().settlements().foundAnother(row(), "remote-2", "there already");
        return this;
    }

    public RowWalk absentTwice() {
        ledger().settlements().absent(row());
        ledger().settlements().absent(row());
        return this;
    }

    public RowWalk decide(Decisions.Verdict verdict) {
        ledger().decisions().decide(drop(), record + 1, verdict, "ops");
        return this;
    }

    public RowWalk replay(@Nullable String only) {
        ledger().decisions().replay(drop(), only, "ops");
        return this;
    }

    /** A drop with a row for the same person, sent before the watched one, with that end. */
    public RowWalk another(RowStatus end) {
        RowWalk other = new RowWalk(test, number + 100_000);
        other.plan(samePerson(1, Map.of())).ask();
        if (end == RowStatus.NEEDS_REVIEW) {
            other.outcome(RowStatus.UNCERTAIN).review();
        } else {
            other.outcome(end);
        }
        return this;
    }
}
