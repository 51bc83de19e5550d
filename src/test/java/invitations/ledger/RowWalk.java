package invitations.ledger;

import invitations.invitation.Code;
import invitations.invitation.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
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
final class RowWalk {
    static final Outcome POOL_EMPTY = new Outcome(RowStatus.UNCHECKED, Code.POOL_EXHAUSTED, "none", 404, null);

    final TestLedger test;
    final int number;
    private final List<RowStatus> seen = new ArrayList<>();
    private Invitation.Asking asking = Invitation.Asking.NOT;
    private @Nullable Drop drop;
    private long record = 1;
    private boolean isFirstStep;

    RowWalk(TestLedger test, int number) {
        this.test = test;
        this.number = number;
    }

    /** The statuses of the watched row, as {@link #look} found them. */
    List<RowStatus> seen() {
        return seen;
    }

    /** The API is asked before rows are sent that are made from now on. */
    RowWalk asking() {
        asking = Invitation.Asking.FIRST;
        return this;
    }

    /** Watches another row of the file from now on. */
    RowWalk watch(long other) {
        record = other;
        return this;
    }

    RowWalk watchFirstStep() {
        isFirstStep = true;
        return this;
    }

    /** Sees in which status the row is. */
    RowWalk look() {
        try {
            test.committed("SELECT status FROM drop_rows WHERE id = " + row()).stream()
                    .map(RowStatus::valueOf)
                    .forEach(seen::add);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    Ledger ledger() {
        return test.ledger();
    }

    Drop drop() {
        if (drop == null) {
            drop = test.receive("default", "content-" + number);
        }
        return drop;
    }

    long row() {
        return isFirstStep ? RowId.firstStep(id(record)) : id(record);
    }

    long id(long ofRecord) {
        return RowId.of(drop().number(), ofRecord);
    }

    // Rows

    PlannedRow person(long line) {
        PlannedRow.Valid row = (PlannedRow.Valid) TestLedger.row(line, "w" + number + "r" + line + "@example.org");
        return new PlannedRow.Valid(row.row(), row.invitation().asking(asking));
    }

    /** Another row for the same person. */
    PlannedRow samePerson(long line, Map<String, Object> more) {
        return TestLedger.row(line, "w" + number + "r1@example.org", null, more);
    }

    /** A row before which its person is invited to the platform, asked about first. */
    PlannedRow withFirstStep() {
        PlannedRow.Valid row = (PlannedRow.Valid) TestLedger.inProgram(1, "w" + number + "@example.org", "acme+a");
        PlannedRow.Valid step = (PlannedRow.Valid) TestLedger.row(1, "w" + number + "@example.org");
        return new PlannedRow.Valid(
                row.row(), row.invitation().asking(asking), step.invitation().asking(Invitation.Asking.FIRST));
    }

    PlannedRow redeem(long line) {
        return made(line, Operation.REDEEM, "w" + number + "r" + line + "@example.org");
    }

    PlannedRow blank() {
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

    static PlannedRow wrong(long line) {
        return TestLedger.invalid(line, new RowError(Code.INVALID_EMAIL, "email", "x", "an address"));
    }

    PlannedRow left(long line) {
        return new PlannedRow.Skipped(
                new InputRow(line, line + 1, List.of("x")), Code.FILTERED, "left out by the feed");
    }

    // Planning

    /** Reads these rows and goes no further. */
    Plan append(PlannedRow... rows) {
        Plan plan = ledger().plan(drop());
        plan.append(List.of(rows));
        // Rows are taken in while the next ones are read: what is written behind them is committed after them.
        ledger().settlements().later(0);
        return plan;
    }

    RowWalk finish(Plan plan) {
        drop = plan.finish(List.of("email"), InputFormat.PLAIN, false, null);
        return this;
    }

    RowWalk plan(PlannedRow... rows) {
        return finish(append(rows));
    }

    /** Its file comes again, after all of its rows have ended. */
    RowWalk comeAgain() {
        end();
        ledger().drops().reported(drop());
        drop = test.receive("default", "content-" + number);
        return this;
    }

    /** Its file comes again and is read otherwise: another drop. */
    Drop readOtherwise() {
        return ledger().drops()
                .receive("default", "content-" + number, "people.csv", "w/people.csv", 10, drop())
                .drop();
    }

    /** The file has its rows in another drop: the one that is watched from now on. */
    RowWalk goOnWith(Drop other) {
        drop = other;
        return this;
    }

    /** The drop's rows have ended. */
    RowWalk end() {
        drop = ledger().drops().finish(drop());
        return this;
    }

    // Ways to a status

    /** Brings the row there, among others if need be. */
    RowWalk at(RowStatus status) {
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

    RowWalk stop() {
        ledger().outcomes().leaveUnprocessed(drop(), Code.UNREACHABLE, "stopped");
        return this;
    }

    /** Asks for the row of the file alone, whatever comes first. */
    RowWalk ask(long ofRecord) {
        ledger().intents()
                .ask(
                        "call-" + number,
                        open().stream().filter(row -> row.id() == id(ofRecord)).toList())
                .join();
        return this;
    }

    RowWalk ask() {
        return ask(record);
    }

    List<OpenRow> open() {
        return ledger().openRows().page(drop(), 0, 100, Set.of());
    }

    RowWalk outcome(RowStatus status) {
        return outcome(TestLedger.outcome(status));
    }

    RowWalk outcome(Outcome outcome) {
        ledger().outcomes().record(List.of(id(record)), outcome, null).join();
        return this;
    }

    /** Asks for the row of the file, for which the pool has no blank invitation. */
    RowWalk poolEmpty(long ofRecord) {
        ask(ofRecord);
        ledger().outcomes().record(List.of(id(ofRecord)), POOL_EMPTY, null).join();
        return this;
    }

    RowsInQuestion.Pool rowsPool() {
        return new RowsInQuestion.Pool("program", "acme", "acme+a", pool());
    }

    RowWalk free(long ofRecord) {
        ledger().settlements().free(id(ofRecord));
        return this;
    }

    RowWalk review() {
        ledger().settlements().leaveToReview(row(), "look there");
        return this;
    }

    RowWalk foundAnother() {
        ledger().settlements().foundAnother(row(), "remote-2", "there already");
        return this;
    }

    RowWalk absentTwice() {
        ledger().settlements().absent(row());
        ledger().settlements().absent(row());
        return this;
    }

    RowWalk decide(Decisions.Verdict verdict) {
        ledger().decisions().decide(drop(), record + 1, verdict, "ops");
        return this;
    }

    RowWalk replay(@Nullable String only) {
        ledger().decisions().replay(drop(), only, "ops");
        return this;
    }

    /** A drop with a row for the same person, sent before the watched one, with that end. */
    RowWalk another(RowStatus end) {
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
