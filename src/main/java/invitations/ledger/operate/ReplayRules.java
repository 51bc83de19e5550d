package invitations.ledger.operate;

import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.store.Database;

/** Says which drops must not be put back as they are: a plan that was held, and that nobody approved, goes to the guards again. */
final class ReplayRules {
    private static final String AGAIN = "; drop its file again: it is planned then, and the guards look at it";

    private ReplayRules() {}

    /**
     * Looks whether rows of a drop that were left unprocessed may be put back.
     *
     * @throws OperatorRefusedException when they are for the guards of its feed, not for a replay
     */
    static void check(Database database, Drop drop) {
        if (drop.code() == ReasonCode.DRY_RUN) {
            throw new OperatorRefusedException("drop " + drop.id() + " was a dry run" + AGAIN);
        }
        if (drop.code() == ReasonCode.DISCARDED) {
            throw new OperatorRefusedException("drop " + drop.id() + " was held and then discarded" + AGAIN);
        }
        boolean isUnapproved = database.read(statements -> DropQuery.find(
                        statements, "number = ? AND held_for IS NOT NULL AND approved = 0", drop.number())
                .isPresent());
        if (isUnapproved) {
            throw new OperatorRefusedException(
                    "drop " + drop.id() + " was held by a guard, and nobody approved it" + AGAIN);
        }
    }
}
