package invitations.ledger.send;

import invitations.invitation.RowStatus;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.List;

/** What allows a row to be sent once more. Each belongs to one of the row's intents. */
public enum RowEvent {
    /** The call did not reach the API, or the API put it off. */
    NOT_SENT,
    /** A reading of the API's lists, by marker and by person, did not find it. Two of them are a proof. */
    ABSENT,
    /** The API said no, and the row was put back. */
    REFUSED,
    /** A person decided. */
    DECIDED;

    /**
     * {@return how many intents of a row are accounted for: it is written down that the API did not act on them, or who decided}
     *
     * @param row what the row is called in the statement that asks
     */
    public static String accounted(String row) {
        return "(SELECT COUNT(*) FROM (SELECT e.intent FROM row_events e WHERE e.row = " + row + ".id GROUP BY e.intent"
                + " HAVING SUM(CASE WHEN e.event = 'ABSENT' THEN 1 ELSE 0 END) >= 2"
                + " OR SUM(CASE WHEN e.event = 'ABSENT' THEN 0 ELSE 1 END) > 0))";
    }

    /** Notes it of the last intent of those of the rows that stand in that status. */
    public void note(Statements statements, List<Long> rows, RowStatus status, long now) throws SQLException {
        statements.updateAll(
                "INSERT INTO row_events (row, intent, event, at) SELECT id, intents, ?, ? FROM drop_rows"
                        + " WHERE status = ? AND id IN ({ids})",
                rows,
                name(),
                now,
                status.name());
    }
}
