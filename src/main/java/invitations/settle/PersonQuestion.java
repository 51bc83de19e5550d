package invitations.settle;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.call.ListPage;
import invitations.call.ListedInvitation;
import invitations.call.PeopleList;
import invitations.invitation.InvitationKey;
import invitations.invitation.Operation;
import invitations.ledger.RowInQuestion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks what a person has in one place, by e-mail address and by user name, and looks through all that is theirs. */
abstract sealed class PersonQuestion extends Question permits DoubtQuestion, CheckQuestion {
    /** Nobody has so many invitations to one place: the list does not filter. */
    private static final int MOST_PAGES = 20;

    private final RowInQuestion row;
    private final Deque<Subject> subjects = new ArrayDeque<>();
    private @Nullable ListedInvitation found;

    /** By what a person is asked for. */
    private record Subject(String field, String value) {}

    PersonQuestion(RowInQuestion row, PeopleList list) {
        super(row.target(), row.tenant(), list);
        this.row = row;
        addSubjects();
    }

    /** The address as it was sent, and in lower case, as the API may keep it; then the user name. */
    private void addSubjects() {
        JsonNode item = row.parsedItem();
        String email = item.path("email").asText();
        if (!email.isEmpty()) {
            subjects.add(new Subject("email", email));
            String canonical = InvitationKey.canonicalEmail(email);
            if (!canonical.equals(email)) {
                subjects.add(new Subject("email", canonical));
            }
        }
        String username = item.path("username").asText();
        if (!username.isEmpty()) {
            subjects.add(new Subject("username", username));
        }
    }

    /** Whether what they have is so old that the feed wants it to be sent again. */
    final boolean isTimeForAnother(ListedInvitation found, Instant serverTime) {
        Duration age = row.reinviteAfter();
        Instant created = found.created();
        return age != null
                && row.operation() != Operation.REDEEM
                && created != null
                && created.isBefore(serverTime.minus(age));
    }

    final RowInQuestion row() {
        return row;
    }

    @Override
    final Map<String, String> filters() {
        Subject subject = subjects.getFirst();
        return list().ofPerson(tenant(), row.targetKey(), row.pool(), subject.field(), subject.value());
    }

    @Override
    final void read(ListPage page, Instant serverTime) {
        for (ListedInvitation invitation : page.invitations()) {
            if (isEnough(invitation, isTheirs(invitation), serverTime)) {
                end();
                return;
            }
            if (isTheirs(invitation)) {
                found = found == null || saysMore(invitation, found, serverTime) ? invitation : found;
            }
        }
        if (!page.isLast()) {
            if (page() > MOST_PAGES) {
                never("its list does not end");
            }
            return;
        }
        subjects.removeFirst();
        if (subjects.isEmpty()) {
            end();
            conclude(found, serverTime);
        } else {
            beginAgain();
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

    private boolean isTheirs(ListedInvitation invitation) {
        Subject subject = subjects.getFirst();
        return invitation.isFor(subject.field(), subject.value())
                && list().isIn(invitation, tenant(), row.targetKey(), row.pool());
    }

    /**
     * Whether nothing else needs to be looked at; what it means is written down then.
     *
     * @param isTheirs whether the invitation is the person's, in that place
     */
    abstract boolean isEnough(ListedInvitation invitation, boolean isTheirs, Instant serverTime);

    /**
     * Writes down what all of the list means.
     *
     * @param found what the person has, the live one if there is one; null when nothing
     */
    abstract void conclude(@Nullable ListedInvitation found, Instant serverTime);
}
