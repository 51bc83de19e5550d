package invitations.settle;

import invitations.api.CorrelationMarker;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.LookupRows;
import invitations.ledger.send.SettlementWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Asks which invitations carry the marker of a call, or of a whole drop. What it finds is proved; what it does not find
 * is not, since the API may keep no metadata.
 */
final class MarkerLookup extends Lookup {
    private final SettlementWriter settlements;
    private final Drop drop;
    private final LookupRows.Group group;
    private final Map<String, String> marker;
    private final long mostPages;

    private MarkerLookup(
            SettlementWriter settlements,
            Drop drop,
            LookupRows.Group group,
            InvitationList list,
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
    static MarkerLookup ofCall(
            SettlementWriter settlements, Drop drop, LookupRows.Group group, InvitationList list, String call) {
        return new MarkerLookup(settlements, drop, group, list, Map.of(CorrelationMarker.CALL, call), pages(group));
    }

    /** Asks for what carries the marker of the drop. */
    static MarkerLookup ofDrop(SettlementWriter settlements, Drop drop, LookupRows.Group group, InvitationList list) {
        return new MarkerLookup(
                settlements, drop, group, list, Map.of(CorrelationMarker.DROP, drop.id()), pages(group));
    }

    /** Twice as many as a list needs that has 50 invitations a page, and shows those of each row once. */
    private static long pages(LookupRows.Group group) {
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
