package invitations.ledger.drop;

import invitations.invitation.ReasonCode;
import invitations.ledger.status.RowTransition;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Takes drops back of which nothing was sent, so that a file that was taken too early is as one that never came. */
final class Withdrawal {
    private static final String MESSAGE =
            "the file was still being written when it was taken: it is read anew when it has come to rest";

    private Withdrawal() {}

    static boolean hasBegun(Statements statements, Drop drop) throws SQLException {
        return drop.plannedAt() != null
                && statements.isAny(
                        "SELECT 1 FROM drop_rows WHERE id IN {rows} AND intents > 0 AND at >= ? LIMIT 1",
                        RowRange.of(drop.number()),
                        drop.plannedAt().toEpochMilli());
    }

    static boolean of(Statements statements, Clock clock, Drop drop) throws SQLException {
        RowRange rows = RowRange.of(drop.number());
        boolean isToStay = statements.isAny("SELECT 1 FROM drops WHERE number = ? AND edition > 0", drop.number())
                || DropQuery.wasCalled(statements, drop)
                || statements.isAny(
                        "SELECT 1 FROM drops WHERE feed = ? AND content = ? AND superseded_by = ?",
                        drop.feed(),
                        drop.content(),
                        drop.id());
        AuditTrail.note(
                statements,
                clock,
                "WITHDRAWN",
                drop.id(),
                AuditTrail.account(),
                new TreeMap<>(Map.of("content", drop.content(), "gone", !isToStay)));
        if (isToStay) {
            statements.update(
                    RowTransition.FILE_CHANGED.update("code = ?, message = ?, at = ?, ask_at = NULL", "id IN {rows}"),
                    ReasonCode.FILE_CHANGED.name(),
                    MESSAGE,
                    clock.millis(),
                    rows);
            Claims.releaseUnprocessed(statements, drop);
            DuplicateTurns.end(statements, drop.number(), clock.millis());
            return false;
        }
        statements.update("DELETE FROM drop_rows WHERE id IN {rows}", rows);
        DropNames.erase(statements, drop.number());
        statements.update("DELETE FROM drops WHERE number = ?", drop.number());
        return true;
    }
}
