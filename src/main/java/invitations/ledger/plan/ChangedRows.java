package invitations.ledger.plan;

import invitations.ledger.drop.Drop;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;

/**
 * Finds the rows of a roster whose person was invited with other data. They are not sent, since no API is known to change an
 * invitation without mailing the person once more: the report names them. Where somebody has accepted, it does not matter.
 */
final class ChangedRows {
    private ChangedRows() {}

    /** Marks them, right after the keys that are known were found. */
    static void mark(Statements statements, Drop drop) throws SQLException {
        statements.update(
                """
                UPDATE drop_rows SET code = 'ALREADY_INVITED CHANGED_SINCE_INVITED',
                  message = message || ' with other data than the row has now: nothing was sent, since no API can change an'
                    || ' invitation without mailing the person once more'
                WHERE id IN {rows} AND status = 'ALREADY_INVITED' AND code = 'ALREADY_INVITED' AND EXISTS (
                  SELECT 1 FROM known_keys k JOIN drop_rows o ON o.id = k.owner
                  WHERE k.key IN (drop_rows.key1, drop_rows.key2) AND o.status = 'INVITED' AND o.erased = 0
                    AND o.cells_hash <> drop_rows.cells_hash
                    AND COALESCE(o.compared, o.item) <> COALESCE(drop_rows.compared, drop_rows.item)
                    AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.row = o.id AND f.status = 'ACCEPTED'))""",
                RowRange.ofFile(drop.number()));
    }
}
