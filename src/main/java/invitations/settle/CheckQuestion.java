package invitations.settle;

import invitations.call.ListedInvitation;
import invitations.call.PeopleList;
import invitations.invitation.Operation;
import invitations.ledger.Ledger;
import invitations.ledger.RowInQuestion;
import invitations.ledger.Settlements;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks, before anything is sent, whether the person has an invitation already, and whether it is time for another. */
final class CheckQuestion extends PersonQuestion {
    private final Ledger ledger;

    CheckQuestion(Ledger ledger, RowInQuestion row, PeopleList list) {
        super(row, list);
        this.ledger = ledger;
    }

    @Override
    boolean isEnough(ListedInvitation invitation, boolean isTheirs, Instant serverTime) {
        return false;
    }

    @Override
    void conclude(@Nullable ListedInvitation found, Instant serverTime) {
        long row = row().id();
        Settlements settlements = ledger.settlements();
        boolean maySend = !row().isOnlyAsked();
        if (!isKnown(found, serverTime)) {
            settlements.leaveToReview(row, "not sent: the ledger was brought back, and " + unknown(found));
        } else if (maySend && found != null && !found.isAccepted() && isTimeForAnother(found, serverTime)) {
            settlements.renew(row);
        } else if (found != null && found.isLive(serverTime)) {
            settlements.foundAnother(row, found.id(), words(found));
        } else if (row().operation() == Operation.REDEEM) {
            ledger.pools().await(row);
        } else if (maySend) {
            settlements.free(row);
        } else {
            settlements.notThere(row);
        }
    }

    /**
     * Whether what the list shows, or does not show, says whether the row was sent since a ledger that was brought back was
     * saved. Of whom has an invitation that lapsed it may have been; of whom it shows nothing, only where it shows everybody.
     */
    private boolean isKnown(@Nullable ListedInvitation found, Instant serverTime) {
        boolean says = found == null ? list().showsEverybody() : found.isLive(serverTime);
        return says || !ledger.rowsInQuestion().mayHaveBeenSent(row());
    }

    private static String unknown(@Nullable ListedInvitation found) {
        if (found == null) {
            return "the API's list does not show whom it has invited; ask them or an administrator, and decide";
        }
        Instant created = found.created();
        return "the API has an invitation for them that has lapsed" + (created == null ? "" : ", made " + created)
                + "; it may have been sent since the ledger was saved: look there, and decide";
    }

    private String words(ListedInvitation found) {
        if (!list().showsEverybody()) {
            return "is a member already, as the API shows";
        }
        Instant created = found.created();
        return "the API has an invitation for them already, " + (found.isAccepted() ? "accepted" : "pending")
                + (created == null ? "" : ", made " + created);
    }

    @Override
    void postpone(String reason) {
        ledger.settlements().later(row().id());
    }

    /** It was to be looked up, and cannot be: it is not sent unseen. */
    @Override
    void giveUp(String reason) {
        ledger.settlements()
                .leaveToReview(
                        row().id(),
                        "not sent: it was to be looked up at the API first, which will not say (" + reason + ")");
    }
}
