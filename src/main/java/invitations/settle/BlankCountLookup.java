package invitations.settle;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import invitations.invitation.BlankMode;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.LookupRow;
import invitations.ledger.send.SettlementWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Counts the invitations of a source, redeemed or not: before some are made, when so many shall be there; and when it is
 * not known whether they were made. A list without any that waits for a person proves nothing: it may show these to nobody; nor
 * does one that shows fewer than the ledger knows of.
 */
final class BlankCountLookup extends Lookup {
    private final SettlementWriter settlements;
    private final Drop drop;
    private final LookupRow row;
    private final IntentTime since;
    private final long asked;
    private final boolean ensures;
    private long all;
    private long unredeemed;
    private long alike;
    private long marked;
    private long unmarked;
    private boolean showsMarkers;

    BlankCountLookup(SettlementWriter settlements, Drop drop, LookupRow row, InvitationList list, Clock clock) {
        super(row.target(), row.tenant(), list);
        this.settlements = settlements;
        this.drop = drop;
        this.row = row;
        this.since = new IntentTime(clock);
        JsonNode item = row.parsedItem();
        asked = item.path("count").asLong();
        ensures = BlankMode.ENSURE.label().equals(item.path(BlankMode.FIELD).asText());
    }

    @Override
    Map<String, String> filters() {
        return list().ofPlace(tenant(), row.targetKey(), row.pool());
    }

    @Override
    void read(ListPage page, Instant serverTime) {
        for (ListedInvitation invitation : page.invitations()) {
            if (list().isIn(invitation, tenant(), row.targetKey(), row.pool())) {
                count(invitation, serverTime);
            } else if (list().isInLike(invitation, tenant(), row.targetKey(), row.pool())) {
                alike++;
            }
        }
        if (page.isLast()) {
            end();
            conclude(ensures ? all : ours());
        }
    }

    private void count(ListedInvitation invitation, Instant serverTime) {
        all++;
        unredeemed += invitation.isBlank() ? 1 : 0;
        showsMarkers |= invitation.isMarked();
        OptionalLong markedRow = invitation.row(drop.id());
        marked += markedRow.isPresent() && markedRow.getAsLong() == row.id() ? 1 : 0;
        unmarked += !invitation.isMarked() && since.isMade(invitation, row, serverTime) ? 1 : 0;
    }

    /** Those with the row's marker; where none has any, those made since they were ordered, by the API's own clock. */
    private long ours() {
        return showsMarkers ? marked : unmarked;
    }

    private void conclude(long found) {
        long known = settlements.knownBlank(row.target(), row.targetKey(), row.pool());
        if (alike > 0) {
            settlements
                    .absences()
                    .cannotTell(
                            row.id(),
                            "the API shows " + alike + " of a place and source that differ from the row's in upper and"
                                    + " lower case alone; look there, and write them as the API does");
        } else if (row.isUnchecked()) {
            conclude(found, known);
        } else if (all < known) {
            settlements
                    .absences()
                    .cannotAsk(
                            row.id(),
                            "it is not known whether they were made: " + known
                                    + " were made for this source before, and the" + " API's list shows " + all
                                    + "; look there, and decide");
        } else if (!ensures && !showsMarkers && unmarked > 0 && settlements.wereOthersMade(row)) {
            settlements.leaveToReview(
                    row.id(),
                    "it is not known whether they were made: other rows made some for this source too, and the API does not"
                            + " show which are whose; look there, and decide");
        } else if (ensures ? found >= asked : found == asked) {
            settlements.found(row.id(), null);
        } else if (unredeemed == 0 || found > asked) {
            settlements.leaveToReview(
                    row.id(),
                    "it is not known whether they were made: the API shows " + found + " for an order of " + asked
                            + "; look there, and decide");
        } else {
            settlements.counted(row.id(), found);
        }
    }

    private void conclude(long found, long known) {
        if (found < Math.min(known, asked)) {
            settlements.leaveToReview(
                    row.id(),
                    "not made: " + known + " were made for this source before, and the API's list shows " + found
                            + ", so that they cannot be counted; use mode add");
        } else if (found >= asked) {
            settlements.foundAnother(row.id(), null, found + " of this source are there already");
        } else {
            settlements.counted(row.id(), found);
        }
    }

    @Override
    void postpone(String reason) {
        settlements.later(row.id());
    }

    @Override
    void giveUp(String reason) {
        settlements.leaveToReview(
                row.id(), "the API will not say how many there are (" + reason + "); look there, and decide");
    }
}
