package invitations.ledger.report;

import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.status.RowTransitions;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds rows to which no way of the table of transitions leads: by their status, their number of intents, and what is written
 * down of each of these. Finds nothing in what the program does itself.
 */
final class TransitionFindings {
    private static final String UNKNOWN = "NOT (" + StatusSql.in("r", RowStatus.setOf(RowStatus.values())) + ")";

    private static final String BEFORE_PLANNED = "NOT (" + StatusSql.in("r", RowTransitions.first()) + ")";

    /** The status says that the row's last call left, or may have. */
    private static final String AS_SENT =
            StatusSql.in("r", RowStatus.setOf(RowStatus.INTENT, RowStatus.UNCERTAIN, RowStatus.INVITED));

    private TransitionFindings() {}

    /** Adds a sentence for each row of the drop that cannot have become what it is, and for each event without a call. */
    static void add(Statements statements, Drop drop, List<String> findings) throws SQLException {
        Verification.lines(statements, findings, drop, "has a status that there is not", UNKNOWN);
        if (drop.plannedAt() == null) {
            Verification.lines(
                    statements,
                    findings,
                    drop,
                    "was sent or looked up, though its drop was never planned",
                    BEFORE_PLANNED);
        }
        events(
                statements,
                findings,
                drop,
                "has an event of a call that was never made",
                "NOT e.intent BETWEEN 1 AND r.intents");
        events(
                statements,
                findings,
                drop,
                "counts as sent, though its last call was not sent, or was refused",
                "e.intent = r.intents AND e.event IN ('NOT_SENT', 'REFUSED') AND " + AS_SENT);
        statements.query(
                result -> findings.add("drop " + drop.id() + ": a call was made for record "
                        + RowId.record(result.getLong(1)) + ", which the ledger does not have"),
                "SELECT DISTINCT e.row FROM row_events e LEFT JOIN drop_rows r ON r.id = e.row"
                        + " WHERE e.row IN {rows} AND r.id IS NULL ORDER BY e.row",
                RowRange.of(drop.number()));
    }

    private static void events(Statements statements, List<String> findings, Drop drop, String what, String condition)
            throws SQLException {
        statements.query(
                result -> findings.add(
                        "drop " + drop.id() + ", line " + result.getLong(1) + " (" + result.getString(2) + ") " + what),
                "SELECT DISTINCT r.line, r.status, r.id FROM row_events e JOIN drop_rows r ON r.id = e.row"
                        + " WHERE e.row IN {rows} AND " + condition + " ORDER BY r.id",
                RowRange.of(drop.number()));
    }
}
