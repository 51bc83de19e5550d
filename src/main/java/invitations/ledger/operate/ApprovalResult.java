package invitations.ledger.operate;

import invitations.ledger.drop.Drop;

/**
 * What became of an approval.
 *
 * @param drop the drop as it is then
 * @param kind what that means
 */
public record ApprovalResult(Drop drop, Kind kind) {
    /** What an approval does. */
    public enum Kind {
        /** The drop goes on: it is to be planned once more, or to be sent. */
        APPROVED,
        /** It counts, and another person must approve the drop as well. */
        ANOTHER_NEEDED,
        /** The same person has approved the drop before: another one must. */
        SAME_PERSON,
        /** It came too late: the drop is looked at again, and held again where there is reason to. */
        EXPIRED
    }
}
