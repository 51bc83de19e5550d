package invitations.settle;

import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import invitations.invitation.Operation;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.Absences;
import invitations.ledger.send.LookupRow;
import invitations.ledger.send.SettlementWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Ends the doubt about a row: the person's invitation is the row's own, or an older one, or there is none. */
public final class OutcomeLookup extends PersonLookup {
    private static final String NOBODY_KNOWS = "it is not known whether they were invited";

    private final SettlementWriter settlements;
    private final Drop drop;
    private final IntentTime since;
    /** The place of the row while it is asked about by its address alone; null before that. */
    private @Nullable String unprovedPlace;

    public OutcomeLookup(
            SettlementWriter settlements,
            Drop drop,
            LookupRow row,
            InvitationList list,
            Witnesses witnesses,
            Clock clock) {
        super(row, list, witnesses);
        this.settlements = settlements;
        this.drop = drop;
        this.since = new IntentTime(clock);
    }

    @Override
    Map<String, String> filters() {
        return unprovedPlace == null ? super.filters() : Map.of(PersonRequests.EMAIL, email());
    }

    @Override
    void read(ListPage page, Instant serverTime) {
        if (unprovedPlace == null) {
            super.read(page, serverTime);
        } else if (page.invitations().isEmpty()) {
            end();
            sendAlone(unprovedPlace);
        } else {
            end();
            hidden("its list does not show them, and by their address it says that they have an invitation");
        }
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
    void conclude(ListedInvitation found, Instant serverTime) {
        long row = row().id();
        if (row().renews() || isTimeForAnother(found, serverTime)) {
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

    @Override
    void notShown() {
        settlements.leaveToReview(
                row().id(),
                NOBODY_KNOWS + ": the API shows members, and whom it has invited it does not;"
                        + " ask them or an administrator, and decide");
    }

    @Override
    void absent() {
        settlements.absent(row().id());
    }

    /** What the API itself said that it did not do is believed without a witness. */
    @Override
    void unproved(String place) {
        if (row().isRefused()) {
            end();
            absent();
            return;
        }
        Absences.Unproved unproved = settlements.absences().unproved(row().id(), place);
        Optional<InvitationList> check = email().isEmpty() ? Optional.empty() : people().check();
        if (unproved == Absences.Unproved.MAY_GO && check.isPresent()) {
            unprovedPlace = place;
            askInstead(check.get());
            return;
        }
        end();
        if (unproved == Absences.Unproved.MAY_GO) {
            sendAlone(place);
        } else if (unproved == Absences.Unproved.UNSEEN) {
            hidden("its list shows nobody whom the ledger knows to be there, not even who was sent again to try it");
        }
    }

    private void sendAlone(String place) {
        settlements.absences().sendAlone(row().id(), place);
    }

    @Override
    void hidden(String reason) {
        settlements
                .absences()
                .cannotAsk(
                        row().id(),
                        NOBODY_KNOWS + ", and the API cannot be asked: " + reason
                                + "; let the key read all invitations, look there, and decide");
    }

    @Override
    void doubt(String reason) {
        settlements.absences().cannotTell(row().id(), NOBODY_KNOWS + ": " + reason + "; look there, and decide");
    }

    private String email() {
        return row().parsedItem().path(PersonRequests.EMAIL).asText();
    }

    private static String made(ListedInvitation invitation) {
        Instant created = invitation.created();
        return created == null ? "it is not known when" : created.toString();
    }

    /**
     * With the row's marker; or without any, and made since the row was first to be sent, by the API's own clock. A list
     * without times shows members: a person who is there needs no other invitation. Somebody who redeems had none before.
     */
    private boolean isOurs(ListedInvitation invitation, boolean isTheirs, Instant serverTime) {
        OptionalLong marked = invitation.row(drop.id());
        if (marked.isPresent()) {
            return marked.getAsLong() == row().id();
        }
        if (!isTheirs || invitation.isMarked()) {
            return isTheirs && row().operation() == Operation.REDEEM;
        }
        return !people().showsEverybody()
                || row().operation() == Operation.REDEEM
                || since.isMade(invitation, row(), serverTime);
    }

    @Override
    void postpone(String reason) {
        settlements.later(row().id());
    }

    /** Where only the question by the address gets no answer, the row's turn comes all the same. */
    @Override
    void giveUp(String reason) {
        if (unprovedPlace != null) {
            sendAlone(unprovedPlace);
            return;
        }
        settlements.leaveToReview(
                row().id(), NOBODY_KNOWS + ", and the API will not say (" + reason + "); look there, and decide");
    }
}
