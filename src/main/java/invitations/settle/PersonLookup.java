package invitations.settle;

import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import invitations.invitation.Operation;
import invitations.ledger.send.LookupRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a person has in one place, and looks through all that is theirs. Where nothing is, it asks for somebody whom the
 * ledger knows to be there: what a list does not show is only absent where the list shows what it must.
 */
abstract sealed class PersonLookup extends Lookup permits OutcomeLookup, PrecheckLookup {
    /** Nobody has so many invitations to one place: the list does not filter. */
    private static final int MOST_PAGES = 20;

    private final LookupRow row;
    private final InvitationList people;
    private final Witnesses witnesses;
    private final PersonRequests look;
    private @Nullable WitnessLookup witness;
    private @Nullable ListedInvitation found;
    private @Nullable ListedInvitation alike;
    private boolean showsOthers;

    PersonLookup(LookupRow row, InvitationList people, Witnesses witnesses) {
        super(row.target(), row.tenant(), people);
        this.row = row;
        this.people = people;
        this.witnesses = witnesses;
        look = new PersonRequests(people, row.tenant(), row.targetKey(), row.pool(), row.parsedItem());
    }

    /** {@return whether what they have is so old that the feed wants it to be sent again} */
    final boolean isTimeForAnother(ListedInvitation found, Instant serverTime) {
        Duration age = row.reinviteAfter();
        Instant created = found.created();
        return age != null
                && row.operation() != Operation.REDEEM
                && created != null
                && created.isBefore(serverTime.minus(age));
    }

    final LookupRow row() {
        return row;
    }

    /** The list of people that it asks. */
    final InvitationList people() {
        return people;
    }

    @Override
    Map<String, String> filters() {
        return witness == null ? look.parameters() : witness.parameters();
    }

    @Override
    void read(ListPage page, Instant serverTime) {
        if (witness != null) {
            if (!witness.read(page, page() - 1)) {
                beginAgain();
            }
            testify(witness);
            return;
        }
        for (ListedInvitation invitation : page.invitations()) {
            PersonRequests.Whose whose = look.whose(invitation);
            if (isEnough(invitation, whose == PersonRequests.Whose.THEIRS, serverTime)) {
                end();
                return;
            }
            take(invitation, whose, serverTime);
        }
        if (!page.isLast()) {
            if (page() > MOST_PAGES) {
                never("its list does not end");
            }
        } else if (look.next()) {
            beginAgain();
        } else {
            conclude(serverTime);
        }
    }

    /** Of two invitations the live one says more; of two live ones the newer, whatever their order in the list. */
    private static boolean saysMore(ListedInvitation other, ListedInvitation found, Instant serverTime) {
        if (!other.isLive(serverTime) || !found.isLive(serverTime)) {
            return other.isLive(serverTime);
        }
        Instant created = other.created();
        Instant before = found.created();
        return created != null && (before == null || created.isAfter(before));
    }

    private void take(ListedInvitation invitation, PersonRequests.Whose whose, Instant serverTime) {
        switch (whose) {
            case THEIRS -> found = found == null || saysMore(invitation, found, serverTime) ? invitation : found;
            case ALIKE -> alike = invitation;
            case OTHERS -> showsOthers = true;
            case ELSEWHERE -> {}
        }
    }

    private void conclude(Instant serverTime) {
        if (found != null) {
            end();
            conclude(found, serverTime);
        } else if (alike != null) {
            end();
            doubt("the API has an invitation that differs from theirs in upper and lower case alone (" + words(alike)
                    + "): whether it is theirs nobody can tell from here");
        } else if (!people.showsEverybody()) {
            end();
            notShown();
        } else {
            beginAgain();
            witness = witnesses.look(row, people, showsOthers);
            testify(witness);
        }
    }

    private void testify(WitnessLookup look) {
        look.testimony().ifPresent(testimony -> {
            switch (testimony.verdict()) {
                case SHOWN -> {
                    end();
                    if (isBefore(testimony.shownUntil())) {
                        absent();
                    } else {
                        hidden(
                                "it shows others than who is asked for, and nobody who was invited after them: it may be cut"
                                        + " off before them");
                    }
                }
                case HIDDEN -> {
                    end();
                    hidden(testimony.reason());
                }
                case UNKNOWN -> unproved(testimony.place());
                case LATER -> notNow("the list may not show the last invitations yet");
            }
        });
    }

    @Override
    final void cutShort() {
        if (witness != null) {
            witness.abandon();
        }
    }

    /** {@return what of it says where it is, and nothing of whom it is for} */
    private String words(ListedInvitation invitation) {
        String id = invitation.id();
        return id == null ? "without an id" : "id " + id;
    }

    /**
     * {@return whether nothing else needs to be looked at; what it means is written down then}
     *
     * @param isTheirs whether the invitation is the person's, in that place
     */
    abstract boolean isEnough(ListedInvitation invitation, boolean isTheirs, Instant serverTime);

    /**
     * Writes down what it means that the person has something.
     *
     * @param found the live one if there is one
     */
    abstract void conclude(ListedInvitation found, Instant serverTime);

    /**
     * {@return whether all that the API did for the row, if anything, was done before that time: where a list that takes no notice of filters
     * is cut off, it is so before those who were invited last, or shows them alone} A row whose first call was made earlier may
     * be behind them: its call may have waited, or been made again.
     *
     * @param time milliseconds since 1970; {@link Long#MAX_VALUE} for a list that filters
     */
    boolean isBefore(long time) {
        Instant actedBy = row.actedBy();
        return actedBy == null || actedBy.toEpochMilli() < time;
    }

    /** The person has nothing that is shown, in a list that does not show everybody. */
    abstract void notShown();

    /** The person has nothing, and the list shows somebody who has. */
    abstract void absent();

    /** The person is not shown, and neither is who must be. */
    abstract void hidden(String reason);

    /**
     * The person is not shown, and the ledger knows nobody who must be. Ends the question, or lets it go on.
     *
     * @param place what the list was filtered by, as a hash; empty where nobody is known to be shown at all
     */
    abstract void unproved(String place);

    /** Somebody must look, since what is shown may be theirs or not. */
    abstract void doubt(String reason);
}
