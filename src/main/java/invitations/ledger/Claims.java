package invitations.ledger;

import java.sql.SQLException;

/** Which row speaks for a person at a target. */
final class Claims {
    private Claims() {}

    /** Gives back what the row has claimed: somebody else may ask for the person. */
    static void release(Statements statements, long row) throws SQLException {
        statements.update(
                """
                DELETE FROM claims WHERE row = ? AND key IN (
                  SELECT key1 FROM drop_rows WHERE id = ?
                  UNION ALL SELECT key2 FROM drop_rows WHERE id = ? AND key2 IS NOT NULL)""",
                row,
                row,
                row);
    }
}
