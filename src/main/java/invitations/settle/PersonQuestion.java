package invitations.settle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.call.ListPage;
import invitations.call.ListedInvitation;
import invitations.invitation.InvitationKey;
import invitations.ledger.Drop;
import invitations.ledger.Settlements;
import invitations.ledger.UncertainRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a person has an invitation, by e-mail address and user name, and ends the doubt about the row: it is the
 * row's own, or an older one, or there is none.
 */
final class PersonQuestion extends Question {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** HTTP dates have whole seconds, and a call takes its time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** Nobody has so many invitations to one place: the list does not filter. */
    private static final int MOST_PAGES = 20;

    private final Settlements settlements;
    private final Drop drop;
    private final UncertainRow row;
    private final String keyColumn;
    private final Clock clock;
    private final Deque<Subject> subjects = new ArrayDeque<>();
    private @Nullable ListedInvitation older;

    /** By what a person is asked for. */
    private record Subject(String field, String value) {}

    /** @param keyColumn the field that says where in the target, such as {@code program_key} */
    PersonQuestion(Settlements settlements, Drop drop, UncertainRow row, String keyColumn, Clock clock) {
        super(row.target(), row.platformKey());
        this.settlements = settlements;
        this.drop = drop;
        this.row = row;
        this.keyColumn = keyColumn;
        this.clock = clock;
        addSubjects();
    }

    /** The address as it was sent, and in lower case, as the API may keep it; then the user name. */
    private void addSubjects() {
        try {
            JsonNode item = MAPPER.readTree(row.item());
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
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds an item that is not JSON", e);
        }
    }

    @Override
    Map<String, String> filters() {
        Subject subject = subjects.getFirst();
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put(keyColumn, row.targetKey());
        filters.put(subject.field(), subject.value());
        return filters;
    }

    @Override
    void read(ListPage found, Instant serverTime) {
        for (ListedInvitation invitation : found.invitations()) {
            if (isOurs(invitation, serverTime)) {
                Map<Long, String> id = new HashMap<>();
                id.put(row.id(), invitation.id());
                settlements.found(id);
                end();
                return;
            }
            if (isTheirs(invitation)) {
                older = older == null || invitation.isLive(serverTime) ? invitation : older;
            }
        }
        if (!found.isLast()) {
            if (page() > MOST_PAGES) {
                never("its list does not end");
            }
            return;
        }
        subjects.removeFirst();
        if (!subjects.isEmpty()) {
            beginAgain();
            return;
        }
        end();
        conclude(serverTime);
    }

    private void conclude(Instant serverTime) {
        if (older == null) {
            settlements.absent(row.id());
        } else if (older.isLive(serverTime)) {
            settlements.foundAnother(
                    row.id(), older.id(), "the API has an invitation for them already, made " + made(older));
        } else {
            settlements.leaveToReview(
                    row.id(),
                    "the API has an invitation for them that has lapsed, made " + made(older)
                            + "; look there whether it was renewed, and decide");
        }
    }

    private static String made(ListedInvitation invitation) {
        Instant created = invitation.created();
        return created == null ? "nobody knows when" : created.toString();
    }

    /** With the row's marker; or without any, and made since the row was first to be sent, by the API's own clock. */
    private boolean isOurs(ListedInvitation invitation, Instant serverTime) {
        OptionalLong marked = invitation.row(drop.id());
        if (marked.isPresent()) {
            return marked.getAsLong() == row.id();
        }
        Instant created = invitation.created();
        Instant intended = serverTime.minus(Duration.between(row.intendedAt(), clock.instant()));
        return isTheirs(invitation)
                && !invitation.isMarked()
                && created != null
                && !created.isBefore(intended.minus(TOLERANCE));
    }

    private boolean isTheirs(ListedInvitation invitation) {
        Subject subject = subjects.getFirst();
        return invitation.isFor(subject.field(), subject.value())
                && invitation.isIn(keyColumn, row.targetKey())
                && invitation.isIn("platform_key", row.platformKey());
    }

    @Override
    void postpone(String reason) {
        settlements.later(row.id());
    }

    @Override
    void giveUp(String reason) {
        settlements.leaveToReview(
                row.id(),
                "nobody knows whether they were invited, and the API will not say (" + reason
                        + "); look there, and decide");
    }
}
