package invitations.settle;

import invitations.api.InvitationList;
import invitations.api.ListedInvitation;
import invitations.invitation.Operation;
import invitations.ledger.Ledger;
import invitations.ledger.send.LookupRow;
import invitations.ledger.send.SettlementWriter;
import java.time.Instant;

/** Asks, before anything is sent, whether the person has an invitation already, and whether it is time for another. */
final class PrecheckLookup extends PersonLookup {
    private final Ledger ledger;

    PrecheckLookup(Ledger ledger, LookupRow row, InvitationList list, Witnesses witnesses) {
        super(row, list, witnesses);
        this.ledger = ledger;
    }

    @Override
    boolean isEnough(ListedInvitation invitation, boolean isTheirs, Instant serverTime) {
        return false;
    }

    @Override
    void conclude(ListedInvitation found, Instant serverTime) {
        SettlementWriter settlements = ledger.settlements();
        if (mayHaveBeenSent() && (!found.isLive(serverTime) || isTimeForAnother(found, serverTime))) {
            settlements.leaveToReview(
                    row().id(),
                    "not sent: the ledger was brought back, and the API has an invitation for them that "
                            + (found.isLive(serverTime) ? "is pending" : "has lapsed") + made(found)
                            + "; it may have been sent, or sent again, since the ledger was saved: look there, and decide");
        } else if (!row().isOnlyAsked() && !found.isAccepted() && isTimeForAnother(found, serverTime)) {
            settlements.renew(row().id());
        } else if (found.isLive(serverTime)) {
            settlements.foundAnother(row().id(), found.id(), words(found));
        } else {
            absent();
        }
    }

    @Override
    void notShown() {
        if (mayHaveBeenSent()) {
            ledger.settlements()
                    .leaveToReview(
                            row().id(),
                            "not sent: the ledger was brought back, and the API's list does not show whom it has invited;"
                                    + " ask them or an administrator, and decide");
        } else {
            absent();
        }
    }

    @Override
    void absent() {
        if (row().operation() == Operation.REDEEM) {
            ledger.pools().await(row().id());
        } else if (row().isOnlyAsked()) {
            ledger.settlements().notThere(row().id());
        } else {
            ledger.settlements().free(row().id());
        }
    }

    /**
     * The first invitations to a place: that the list shows nobody is what is to be expected, unless the ledger was brought
     * back and may have forgotten whom it has invited there. Then the row is looked up once more: others of the drop that
     * are found meanwhile show that the list shows people.
     */
    @Override
    void unproved(String place) {
        end();
        if (!mayHaveBeenSent()) {
            absent();
        } else if (!ledger.settlements().absences().lookUpAgain(row().id())) {
            ledger.settlements()
                    .leaveToReview(
                            row().id(),
                            "not sent: the ledger was brought back, and knows nobody there whom the API's list must show: an"
                                    + " empty list proves nothing; look there, and decide");
        }
    }

    /** Of a ledger that was brought back, the row may have been sent after all that it knows. */
    @Override
    boolean isBefore(long time) {
        return time == Long.MAX_VALUE || !mayHaveBeenSent();
    }

    /** {@return whether the ledger was brought back, and does not know whether the row was sent since it was saved} */
    private boolean mayHaveBeenSent() {
        return ledger.lookupRows().mayHaveBeenSent(row());
    }

    private static String made(ListedInvitation found) {
        Instant created = found.created();
        return created == null ? "" : ", made " + created;
    }

    @Override
    void hidden(String reason) {
        ledger.settlements()
                .absences()
                .cannotAsk(
                        row().id(),
                        "not sent: it was to be looked up at the API first, whose list cannot be trusted (" + reason
                                + "); let the key read all invitations, then send it again");
    }

    @Override
    void doubt(String reason) {
        ledger.settlements()
                .absences()
                .cannotTell(row().id(), "not sent: " + reason + "; look there, and write it as the API does");
    }

    private String words(ListedInvitation found) {
        if (!people().showsEverybody()) {
            return "is a member already, as the API shows";
        }
        return "the API has an invitation for them already, " + (found.isAccepted() ? "accepted" : "pending")
                + made(found);
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
