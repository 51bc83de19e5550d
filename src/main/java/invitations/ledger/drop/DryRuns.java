package invitations.ledger.drop;

import invitations.invitation.ReasonCode;
import invitations.ledger.store.Statements;
import java.sql.SQLException;

/** Drops that were planned and reported, and of which nothing was sent. */
final class DryRuns {
    private DryRuns() {}

    /** {@return whether the drop was a dry run, and no call was ever made for it: its file is to be read as if it came first} */
    static boolean isUnsent(Statements statements, Drop drop) throws SQLException {
        return drop.code() == ReasonCode.DRY_RUN && !DropQuery.wasCalled(statements, drop);
    }
}
