package invitations.settle;

import invitations.call.ListedInvitation;
import invitations.call.PeopleList;
import invitations.invitation.Operation;
import invitations.ledger.Drop;
import invitations.ledger.RowInQuestion;
import invitations.ledger.Settlements;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ends the doubt about a row: the person's invitation is the row's own, or an older one, or there is none. */
final class DoubtQuestion extends PersonQuestion {
    private final Settlements settlements;
    private final Drop drop;
    private final SinceIntent since;

    DoubtQuestion(Settlements settlements, Drop drop, RowInQuestion row, PeopleList list, Clock clock) {
        super(row, list);
        this.settlements = settlements;
        this.drop = drop;
        this.since = new SinceIntent(clock);
    }

    @Override
    boolean isEnough(ListedInvitation invitation, boolean isTheirs, Instant serverTime) {
        if (!isOurs(invitation, isTheirs, serverTime)) {
            return false;
        }
        settlements.found(row().id(), invitation.id());
        return true;
    }

    @Override
    void conclude(@Nullable ListedInvitation found, Instant serverTime) {
        long row = row().id();
        if (found == null && list().showsEverybody()) {
            settlements.absent(row);
        } else if (found == null) {
            settlements.leaveToReview(
                    row,
                    "nobody knows whether they were invited: the API shows members, and whom it has invited it does not;"
                            + " ask them or an administrator, and decide");
        } else if (row().renews() || isTimeForAnother(found, serverTime)) {
            settlements.leaveToReview(
                    row,
                    "it was to be sent again, and the API does not say whether it was; it has the invitation made "
                            + made(found));
        } else if (found.isLive(serverTime)) {
            settlements.foundAnother(
                    row, found.id(), "the API has an invitation for them already, made " + made(found));
        } else {
            settlements.leaveToReview(
                    row,
                    "the API has an invitation for them that has lapsed, made " + made(found)
                            + "; look there whether it was renewed, and decide");
        }
    }

    private static String made(ListedInvitation invitation) {
        Instant created = invitation.created();
        return created == null ? "nobody knows when" : created.toString();
    }

    /**
     * With the row's marker; or without any, and made since the row was first to be sent, by the API's own clock. A list
     * without times shows members: whoever is there needs no other invitation. Somebody who redeems had none before.
     */
    private boolean isOurs(ListedInvitation invitation, boolean isTheirs, Instant serverTime) {
        OptionalLong marked = invitation.row(drop.id());
        if (marked.isPresent()) {
            return marked.getAsLong() == row().id();
        }
        if (!isTheirs || invitation.isMarked()) {
            return isTheirs && row().operation() == Operation.REDEEM;
        }
        return !list().showsEverybody()
                || row().operation() == Operation.REDEEM
                || since.isMade(invitation, row(), serverTime);
    }

    @Override
    void postpone(String reason) {
        settlements.later(row().id());
    }

    @Override
    void giveUp(String reason) {
        settlements.leaveToReview(
                row().id(),
                "nobody knows whether they were invited, and the API will not say (" + reason
                        + "); look there, and decide");
    }
}
