package invitations.settle;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import invitations.invitation.InvitationKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests that show what one person has in one place, one after the other: by the address as it was sent, by the
 * address as the API may keep it, by the user name, and by the place in lower case where that is another spelling. What is
 * found by any of them in whatever case is told; that nothing is there is only true of all of them. For one thread at a
 * time.
 */
final class PersonRequests {
    /** What a person is asked for by. */
    static final String EMAIL = "email";

    static final String USERNAME = "username";

    /** Whose an invitation is that a list shows. */
    enum Whose {
        /** The person's, in that place. */
        THEIRS,
        /** Perhaps: only the case of the person's name or of the place differs. */
        ALIKE,
        /** The person's, in another place. */
        ELSEWHERE,
        /** Somebody else's: the list does not filter by the person. */
        OTHERS
    }

    private record Place(String tenant, String targetKey, @Nullable String pool) {
        private Place lower() {
            return new Place(
                    tenant.toLowerCase(Locale.ROOT),
                    targetKey.toLowerCase(Locale.ROOT),
                    pool == null ? null : pool.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param value what is asked for
     * @param sent the same as it was sent
     */
    private record Filter(Place place, String field, String value, String sent) {}

    private final InvitationList list;
    private final Place place;
    private final Deque<Filter> filters = new ArrayDeque<>();

    /** @param item what was sent, or is to be */
    PersonRequests(InvitationList list, String tenant, String targetKey, @Nullable String pool, JsonNode item) {
        this.list = list;
        this.place = new Place(tenant, targetKey, pool);
        Set<Filter> all = new LinkedHashSet<>();
        String email = item.path(EMAIL).asText();
        String username = item.path(USERNAME).asText();
        String canonical = InvitationKey.canonicalEmail(email);
        String lower = username.toLowerCase(Locale.ROOT);
        add(all, place, EMAIL, email, email);
        add(all, place, EMAIL, canonical, email);
        add(all, place, USERNAME, username, username);
        if (list.showsEverybody()) {
            add(all, place, USERNAME, lower, username);
            add(all, place.lower(), EMAIL, canonical, email);
            if (email.isEmpty()) {
                add(all, place.lower(), USERNAME, lower, username);
            }
        }
        filters.addAll(all);
    }

    private static void add(Set<Filter> all, Place place, String field, String value, String sent) {
        if (!value.isEmpty()) {
            all.add(new Filter(place, field, value, sent));
        }
    }

    /** The field that somebody is asked for by first, and that an invitation shows in any case. */
    static String field(JsonNode item) {
        return item.path(EMAIL).asText().isEmpty() ? USERNAME : EMAIL;
    }

    /** {@return what the list is to show now} */
    Map<String, String> parameters() {
        Filter filter = filters.getFirst();
        return list.ofPerson(
                filter.place().tenant(),
                filter.place().targetKey(),
                filter.place().pool(),
                filter.field(),
                filter.value());
    }

    /** Whose the invitation is, in the answer to that. */
    Whose whose(ListedInvitation invitation) {
        Filter filter = filters.getFirst();
        if (!invitation.isLike(filter.field(), filter.sent())) {
            return Whose.OTHERS;
        }
        if (!list.isInLike(invitation, place.tenant(), place.targetKey(), place.pool())) {
            return Whose.ELSEWHERE;
        }
        // As it was sent, whichever spelling it was asked for by.
        return filter.place().equals(place)
                        && invitation.isFor(filter.field(), filter.sent())
                        && list.isIn(invitation, place.tenant(), place.targetKey(), place.pool())
                ? Whose.THEIRS
                : Whose.ALIKE;
    }

    /** {@return whether there is another request to make, after the last page of this one} */
    boolean next() {
        filters.removeFirst();
        return !filters.isEmpty();
    }

    /** {@return whether a page shows the person, in whatever case} */
    boolean isIn(ListPage page) {
        return page.invitations().stream()
                .map(this::whose)
                .anyMatch(whose -> whose == Whose.THEIRS || whose == Whose.ALIKE);
    }

    /** {@return whether a page shows somebody else} */
    boolean isAnyOther(ListPage page) {
        return page.invitations().stream().map(this::whose).anyMatch(Whose.OTHERS::equals);
    }
}
