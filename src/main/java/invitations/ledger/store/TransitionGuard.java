package invitations.ledger.store;

import invitations.invitation.RowStatus;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.RowTransitions;
import invitations.ledger.status.StatusSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the database refuse a change of a row's status that {@link RowTransition} does not list. Only tests have it, which
 * run with assertions: what they do with a ledger shows that the table is complete.
 */
final class TransitionGuard {
    private static final String CHANGE = "OLD.status || '>' || NEW.status";

    private TransitionGuard() {}

    /**
     * Guards the rows for as long as the connection is open, as far as it changes them itself. Nothing is written for that.
     *
     * @return true
     */
    static boolean isOn(Connection connection) throws SQLException {
        Database.run(
                connection,
                "CREATE TEMPORARY TRIGGER IF NOT EXISTS only_transitions BEFORE UPDATE OF status ON main.drop_rows"
                        + " WHEN OLD.status <> NEW.status AND " + CHANGE + " NOT IN " + changes(false)
                        + " AND NOT (OLD.intents > 0 AND " + CHANGE + " IN " + changes(true) + ")"
                        + " BEGIN SELECT RAISE(ABORT, 'no transition of a row: ' || " + CHANGE + "); END");
        // Rows that are moved within the ledger were erased before.
        Database.run(
                connection,
                "CREATE TEMPORARY TRIGGER IF NOT EXISTS only_beginnings BEFORE INSERT ON main.drop_rows"
                        + " WHEN NEW.erased = 0 AND NOT (" + StatusSql.in("NEW", RowTransitions.first()) + ")"
                        + " BEGIN SELECT RAISE(ABORT, 'no row begins as ' || NEW.status); END");
        return true;
    }

    private static String changes(boolean isAfterCall) {
        Stream<String> texts = RowTransitions.pairs(isAfterCall).map(pair -> text(pair.from(), pair.to()));
        return texts.collect(Collectors.joining(", ", "(", ")"));
    }

    private static String text(RowStatus from, RowStatus to) {
        return "'" + from + ">" + to + "'";
    }
}
