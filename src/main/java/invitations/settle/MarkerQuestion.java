package invitations.settle;

import invitations.call.ListPage;
import invitations.call.ListedInvitation;
import invitations.call.Marker;
import invitations.call.PeopleList;
import invitations.ledger.Drop;
import invitations.ledger.RowsInQuestion;
import invitations.ledger.Settlements;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Asks which invitations carry the marker of a call, or of a whole drop. What it finds is proved; what it does not find
 * is not, since the API may keep no metadata.
 */
final class MarkerQuestion extends Question {
    private final Settlements settlements;
    private final Drop drop;
    private final RowsInQuestion.Group group;
    private final Map<String, String> marker;
    private final long mostPages;

    private MarkerQuestion(
            Settlements settlements,
            Drop drop,
            RowsInQuestion.Group group,
            PeopleList list,
            Map<String, String> marker,
            long mostPages) {
        super(group.target(), group.tenant(), list);
        this.settlements = settlements;
        this.drop = drop;
        this.group = group;
        this.marker = marker;
        this.mostPages = mostPages;
    }

    /** Asks for what carries the marker of one call. */
    static MarkerQuestion ofCall(
            Settlements settlements, Drop drop, RowsInQuestion.Group group, PeopleList list, String call) {
        return new MarkerQuestion(settlements, drop, group, list, Map.of(Marker.CALL, call), pages(group));
    }

    /** Asks for what carries the marker of the drop. */
    static MarkerQuestion ofDrop(Settlements settlements, Drop drop, RowsInQuestion.Group group, PeopleList list) {
        return new MarkerQuestion(settlements, drop, group, list, Map.of(Marker.DROP, drop.id()), pages(group));
    }

    /** Twice as many as a list needs that has 50 invitations a page, and shows those of each row once. */
    private static long pages(RowsInQuestion.Group group) {
        return 2 + group.listed() / 25;
    }

    @Override
    Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>(list().ofTenant(tenant()));
        filters.putAll(marker);
        return filters;
    }

    @Override
    void read(ListPage found, Instant serverTime) {
        Map<Long, String> ids = new HashMap<>();
        boolean isOurs = false;
        for (ListedInvitation invitation : found.invitations()) {
            OptionalLong row = invitation.row(drop.id());
            if (row.isPresent()) {
                isOurs = true;
                ids.put(row.getAsLong(), invitation.id());
            }
        }
        if (!ids.isEmpty() && settlements.marked(ids) > 0) {
            prove();
        }
        // A page without a marker of ours: the API does not filter by it, and would show everything it has.
        if (found.isLast() || !isOurs || page() > mostPages) {
            end();
        }
    }

    @Override
    void postpone(String reason) {
        settlements.later(drop, group.target(), group.tenant());
    }

    /** The API may not know such filters; the questions by person will show. */
    @Override
    void giveUp(String reason) {}
}
