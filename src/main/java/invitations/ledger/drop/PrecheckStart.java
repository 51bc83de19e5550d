package invitations.ledger.drop;

import invitations.ledger.store.Statements;
import java.sql.SQLException;

/** The rows that the API is asked about before anything is sent. */
public final class PrecheckStart {
    private PrecheckStart() {}

    /** From now on the drop is sent: its planned rows that are to be looked up first wait for that. */
    public static void begin(Statements statements, long drop) throws SQLException {
        Prerequisites.begin(statements, drop);
        Lookups.begin(statements, drop);
    }
}
