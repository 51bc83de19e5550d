package invitations.ledger;

import java.sql.SQLException;

/** The rows that the API is asked about before anything is sent. */
final class Unchecked {
    private Unchecked() {}

    /** From now on the drop is sent: its planned rows that are to be looked up first wait for that. */
    static void begin(Statements statements, long drop) throws SQLException {
        FirstSteps.begin(statements, drop);
        Lookups.begin(statements, drop);
    }
}
