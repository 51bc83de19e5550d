package invitations.ledger.operate;

import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Claims;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.Lookups;
import invitations.ledger.send.RowEvent;
import invitations.ledger.status.RowChange;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people decide about rows, recorded with who and when. What is written is durable when a method returns; a method throws
 * {@link LedgerException} when the ledger cannot be read or written. Safe for any number of threads.
 */
public final class Decisions {
    /** That the API is asked before the row is sent. */
    private static final String ASKS_FIRST = "ask_first = 1";

    private static final RowChange AGAIN =
            new RowChange(RowTransition.DECIDED_SEND).but(ASKS_FIRST, RowTransition.DECIDED_LOOK_UP);
    private static final RowChange REPLAY =
            new RowChange(RowTransition.REPLAYED).but(ASKS_FIRST, RowTransition.REPLAYED_LOOK_UP);

    private final Database database;
    private final Clock clock;

    public Decisions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is decided about a row of which it is not known whether the API acted. */
    public enum Verdict {
        /** They are invited: somebody looked. */
        INVITED,
        /** They are not: it may be sent again. */
        SEND_AGAIN;

        /** As it is written on the command line. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What came of it.
     *
     * @param rows how many rows changed
     * @param drops the drops that they are of, as they are now
     */
    public record Decided(int rows, List<Drop> drops) {}

    /** A row as decisions see it. */
    private record Row(long id, RowStatus status, boolean wasSent, boolean isErased) {}

    /**
     * Decides about a row that needs review. It is decided for the person: other rows that need review because of this
     * one, in whatever drop, are decided with it.
     *
     * @param line the row's line, as its report shows it
     * @param who the account of the operator
     * @throws OperatorRefusedException when there is no such row, or it does not need review
     */
    public Decided decide(Drop drop, long line, Verdict verdict, String who) {
        Row row = database
                .read(statements -> rows(statements, "id IN {rows} AND line = ?", RowRange.of(drop.number()), line))
                .stream()
                .min(Comparator.comparing(each -> each.status() != RowStatus.NEEDS_REVIEW))
                .orElseThrow(() -> new OperatorRefusedException("drop " + drop.id() + " has no row on line " + line));
        if (row.status() != RowStatus.NEEDS_REVIEW) {
            throw new OperatorRefusedException("line " + line + " of drop " + drop.id() + " is " + row.status()
                    + ": only rows that are NEEDS_REVIEW wait for a decision");
        }
        return database.write(statements -> {
            List<Row> together = rows(
                    statements,
                    """
                    status = 'NEEDS_REVIEW' AND (id = ? OR EXISTS (SELECT 1 FROM drop_rows r WHERE r.id = ?
                      AND (drop_rows.key1 IN (r.key1, r.key2) OR drop_rows.key2 IN (r.key1, r.key2))))""",
                    row.id(),
                    row.id());
            for (Row each : together) {
                decide(statements, each, verdict, who);
            }
            AuditTrail.note(
                    statements,
                    clock,
                    "DECIDED",
                    drop.id(),
                    who,
                    Map.of("line", line, "verdict", verdict.name(), "rows", together.size()));
            return new Decided(together.size(), drops(statements, together, verdict == Verdict.SEND_AGAIN));
        });
    }

    private void decide(Statements statements, Row row, Verdict verdict, String who) throws SQLException {
        boolean wasSent = row.wasSent();
        String message = "decided by " + who + ": " + verdict.label();
        RowEvent.DECIDED.note(
                statements, wasSent ? List.of(row.id()) : List.of(), RowStatus.NEEDS_REVIEW, clock.millis());
        Lookups.decided(statements, row.id(), verdict == Verdict.INVITED);
        if (verdict == Verdict.INVITED) {
            RowTransition invited = wasSent ? RowTransition.DECIDED_INVITED : RowTransition.DECIDED_ALREADY_INVITED;
            statements.update(
                    invited.update("code = ?, message = ?, at = ?", "id = ?"),
                    wasSent ? null : ReasonCode.ALREADY_INVITED.name(),
                    message,
                    clock.millis(),
                    row.id());
            Claims.releaseBlank(statements, row.id());
        } else if (row.isErased()) {
            // There is nothing left to send: another row for the person may be sent.
            statements.update(
                    RowTransition.DECIDED_ERASED.update("message = ?, at = ?", "id = ?"),
                    message,
                    clock.millis(),
                    row.id());
            Claims.release(statements, row.id());
        } else {
            putBack(statements, AGAIN, row, message);
        }
    }

    /**
     * Puts rows of a drop back that were refused or left unprocessed, so that they are sent again.
     *
     * @param only a status or a code; null for all of both statuses
     * @param who the account of the operator
     * @throws OperatorRefusedException when there are none
     */
    public Decided replay(Drop drop, @Nullable String only, String who) {
        if (drop.supersededBy() != null) {
            throw new OperatorRefusedException("drop " + drop.id()
                    + ": its file came again and is read otherwise now: drop " + drop.supersededBy() + " has its rows");
        }
        if ("NEEDS_REVIEW".equals(only)) {
            throw new OperatorRefusedException("rows that are NEEDS_REVIEW may have been sent: decide them one by one");
        }
        String which = only == null ? "" : " AND (status = ? OR ' ' || code || ' ' LIKE ?)";
        List<Object> parameters = new ArrayList<>(List.of(RowRange.of(drop.number())));
        if (only != null) {
            parameters.addAll(List.of(only, "% " + only + " %"));
        }
        List<Row> found = database.read(statements -> rows(
                statements,
                "id IN {rows} AND " + StatusSql.in(RowStatus.REPLAYABLE) + " AND operation IS NOT NULL" + which,
                parameters.toArray()));
        List<Row> rows = found.stream().filter(row -> !row.isErased()).toList();
        if (rows.isEmpty() && !found.isEmpty()) {
            throw new OperatorRefusedException(
                    "drop " + drop.id() + ": what is to be sent was erased from its rows; drop the file again");
        }
        if (rows.isEmpty()) {
            throw new OperatorRefusedException("drop " + drop.id() + " has no row that is REFUSED or UNPROCESSED"
                    + (only == null ? "" : " and " + only));
        }
        if (rows.stream().anyMatch(row -> row.status() == RowStatus.UNPROCESSED)) {
            ReplayRules.check(database, drop);
        }
        return database.write(statements -> {
            for (Row row : rows) {
                RowEvent.REFUSED.note(statements, List.of(row.id()), RowStatus.REFUSED, clock.millis());
                putBack(statements, REPLAY, row, null);
            }
            AuditTrail.note(
                    statements,
                    clock,
                    "REPLAYED",
                    drop.id(),
                    who,
                    Map.of("only", only == null ? "all" : only, "rows", rows.size()));
            return new Decided(rows.size(), drops(statements, rows, true));
        });
    }

    /** The attempts that count against the limit begin anew; that there were some is remembered. */
    private void putBack(Statements statements, RowChange change, Row row, @Nullable String message)
            throws SQLException {
        statements.update(
                change.update(
                        "ask_at = 0, code = NULL, message = ?, http = 0, at = ?,"
                                + " operation = CASE operation WHEN 'BULK' THEN 'SINGLE' ELSE operation END,"
                                + " attempts = CASE WHEN attempts > 0 THEN 1 ELSE 0 END",
                        "id = ? AND status = ?"),
                message,
                clock.millis(),
                row.id(),
                row.status().name());
    }

    private static List<Row> rows(Statements statements, String condition, Object... parameters) throws SQLException {
        List<Row> rows = new ArrayList<>();
        statements.query(
                result -> rows.add(new Row(
                        result.getLong(1),
                        RowStatus.valueOf(result.getString(2)),
                        result.getBoolean(3),
                        result.getInt(4) != 0)),
                "SELECT id, status, intents > " + RowEvent.accounted("drop_rows") + ", erased FROM drop_rows WHERE "
                        + condition + " ORDER BY id",
                parameters);
        return rows;
    }

    private static List<Drop> drops(Statements statements, List<Row> rows, boolean reopen) throws SQLException {
        Set<Long> numbers = new TreeSet<>();
        rows.forEach(row -> numbers.add(RowId.drop(row.id())));
        List<Drop> drops = new ArrayList<>();
        for (long number : numbers) {
            if (reopen) {
                // One that is being reported at this moment is not done either. One that was refused when it came again
                // is what it was before.
                statements.update(
                        "UPDATE drops SET state = 'SENDING', finished_at = NULL, code = NULL, line = 0, message = NULL"
                                + " WHERE number = ? AND erased_at IS NULL AND (state IN ('REPORTED', 'SENDING')"
                                + " OR (state = 'REFUSED' AND planned_at IS NOT NULL))",
                        number);
            } else {
                statements.update("UPDATE drops SET edition = edition + 1 WHERE number = ?", number);
            }
            drops.add(DropQuery.get(statements, number));
        }
        return drops;
    }
}
