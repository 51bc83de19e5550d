package invitations.ledger.plan;

import invitations.ledger.drop.Claims;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.DuplicateTurns;
import invitations.ledger.status.RowTransition;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ends the rows of a drop whose file is read otherwise now, as far as no call was made for them: they are those of the new
 * drop from then on. What was called stays, with its claims, so that nobody is invited twice.
 */
final class Supersession {
    /** Like the place of any file in the work folder, so that looking for it there harms nothing. */
    private static final String NO_FILE = "superseded/superseded/superseded.csv";

    private Supersession() {}

    /** What the earlier readings of the planned drop have left is the drop's own. */
    static void of(Statements statements, Clock clock, Drop drop) throws SQLException {
        List<Drop> before = DropQuery.list(
                statements,
                " WHERE feed = ? AND content = ? AND reading < ? AND superseded_by IS NULL"
                        + " AND NOT (state = 'REPORTED' AND (SELECT repeats FROM drops WHERE number = ?) = 1)",
                drop.feed(),
                drop.content(),
                drop.reading(),
                drop.number());
        for (Drop earlier : before) {
            long rows = end(statements, clock, earlier, drop);
            AuditTrail.note(
                    statements,
                    clock,
                    "SUPERSEDED",
                    earlier.id(),
                    AuditTrail.account(),
                    new TreeMap<>(Map.of("by", drop.id(), "rows", rows)));
        }
    }

    private static long end(Statements statements, Clock clock, Drop earlier, Drop drop) throws SQLException {
        long ended = statements.update(
                RowTransition.SUPERSEDED.update(
                        "code = 'SUPERSEDED', message = ?, errors = NULL, ask_at = NULL, at = ?", "id IN {rows}"),
                "the file came again and is read otherwise now: drop " + drop.id() + " has its rows",
                clock.millis(),
                RowRange.of(earlier.number()));
        DuplicateTurns.end(statements, earlier.number(), clock.millis());
        Claims.releaseSuperseded(statements, earlier);
        statements.update("UPDATE drops SET superseded_by = ? WHERE number = ?", drop.id(), earlier.number());
        // Its report is to say so; what was erased has none any more. Its file is the new drop's, if it had one still.
        statements.update(
                "UPDATE drops SET state = 'SENDING', finished_at = NULL, code = NULL, line = 0, message = NULL,"
                        + " sending_at = COALESCE(sending_at, ?),"
                        + " input_gone = CASE WHEN work = ? THEN 1 ELSE input_gone END,"
                        + " work = CASE WHEN work = ? THEN ? ELSE work END WHERE number = ? AND erased_at IS NULL",
                clock.millis(),
                drop.work(),
                drop.work(),
                NO_FILE,
                earlier.number());
        return ended;
    }
}
