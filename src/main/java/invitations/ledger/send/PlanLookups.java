package invitations.ledger.send;

import invitations.invitation.Operation;
import invitations.ledger.drop.Drop;
import invitations.ledger.status.RowTransition;
import invitations.ledger.store.Database;
import invitations.ledger.store.RowRange;

/** Has people looked up whom a planned drop would invite, whatever its feed says. Safe for any number of threads. */
public final class PlanLookups {
    private final Database database;

    public PlanLookups(Database database) {
        this.database = database;
    }

    /** From now on the planned rows that are for a person wait for the reply of the API's list. */
    public void begin(Drop drop) {
        database.write(statements -> statements.update(
                RowTransition.LOOKUP_DUE.update(
                        "ask_at = 0, looked_up = NULL", "id IN {rows} AND operation IN (?, ?) AND status = 'PLANNED'"),
                RowRange.ofFile(drop.number()),
                Operation.SINGLE.name(),
                Operation.BULK.name()));
    }
}
