package invitations.ledger.plan;

import invitations.invitation.DropState;
import invitations.invitation.Invitation;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The places that the rows of one drop name, by the spelling of their keys. Keys that differ in upper and lower case only
 * may be one place at the API, where a person would be invited twice, or several. A spelling is certain when people were
 * invited by it before, or when there is no other; rows with any other spelling are held back. For one thread.
 */
final class KeySpellings {
    private final Set<Place> ofDrop = new LinkedHashSet<>();

    /**
     * Where people are invited.
     *
     * @param tenant whom the call is made for: a platform, an organization
     * @param key where in the target
     */
    private record Place(String target, String tenant, String key) {
        Place folded() {
            return new Place(target, tenant.toLowerCase(Locale.ROOT), key.toLowerCase(Locale.ROOT));
        }

        /** The one of its keys that the other place spells otherwise. */
        String differingFrom(Place other) {
            return key.equals(other.key) ? tenant : key;
        }
    }

    /** Notes the place of a row. */
    void add(Invitation invitation) {
        ofDrop.add(new Place(invitation.target(), invitation.tenant(), invitation.targetKey()));
    }

    /** Makes the planned rows of the drop INVALID whose place is spelled in a way that is not certain. */
    void settle(Statements statements, Drop drop) throws SQLException {
        Set<Place> invited = invited(statements);
        if (invited.containsAll(ofDrop)) {
            return;
        }
        Map<Place, List<Place>> spellings = new HashMap<>();
        for (Set<Place> places : List.of(invited, underWay(statements, drop), ofDrop)) {
            for (Place place : places) {
                List<Place> known = spellings.computeIfAbsent(place.folded(), folded -> new ArrayList<>(1));
                if (!known.contains(place)) {
                    known.add(place);
                }
            }
        }
        for (Place place : ofDrop) {
            List<Place> known = spellings.getOrDefault(place.folded(), List.of());
            if (known.size() > 1 && !invited.contains(place)) {
                Place other = known.get(known.indexOf(place) == 0 ? 1 : 0);
                hold(statements, drop, place, other, invited.contains(other));
            }
        }
    }

    /** {@return where people were invited, at the targets of this drop} */
    private Set<Place> invited(Statements statements) throws SQLException {
        Set<Place> places = new LinkedHashSet<>();
        for (String target : ofDrop.stream().map(Place::target).distinct().toList()) {
            statements.query(
                    result -> places.add(new Place(target, result.getString(1), result.getString(2))),
                    "SELECT tenant, target_key FROM places WHERE target = ?",
                    target);
        }
        return places;
    }

    /** {@return where people may still be invited by rows of other drops: such as have not ended, or wait for a person} */
    private static Set<Place> underWay(Statements statements, Drop drop) throws SQLException {
        Set<Place> places = new LinkedHashSet<>();
        for (RowStatus status : List.of(RowStatus.UNPROCESSED, RowStatus.NEEDS_REVIEW)) {
            // The status stands in the text, for the partial index.
            statements.query(
                    result -> places.add(new Place(result.getString(1), result.getString(2), result.getString(3))),
                    "SELECT DISTINCT target, tenant, target_key FROM drop_rows WHERE "
                            + StatusSql.in(RowStatus.setOf(status)) + " AND target IS NOT NULL AND NOT id IN {rows}"
                            + " AND COALESCE(code, '') NOT IN ('DRY_RUN', 'DISCARDED')",
                    RowRange.of(drop.number()));
        }
        for (Drop other : DropQuery.in(statements, DropState.SENDING, DropState.HELD)) {
            if (other.number() != drop.number()) {
                statements.query(
                        result -> places.add(new Place(result.getString(1), result.getString(2), result.getString(3))),
                        "SELECT DISTINCT target, tenant, target_key FROM drop_rows"
                                + " WHERE id IN {rows} AND target IS NOT NULL AND status <> 'INVALID'",
                        RowRange.ofFile(other.number()));
            }
        }
        return places;
    }

    private static void hold(Statements statements, Drop drop, Place place, Place other, boolean isOtherInvited)
            throws SQLException {
        String written = place.differingFrom(other);
        String wanted = other.differingFrom(place);
        statements.update(
                RowTransition.OTHER_CASE.update(
                        "code = ?, message = ?", "id IN {rows} AND target = ? AND tenant = ? AND target_key = ?"),
                ReasonCode.OTHER_CASE.name(),
                "'" + written + "' and '" + wanted + "' differ in upper and lower case only"
                        + (isOtherInvited
                                ? ", and people were invited to '" + wanted + "' before; did you mean '" + wanted + "'?"
                                : ", and it is not certain which is right; write the key as the API does.")
                        + " Where both are there, set other-case=accept for the feed",
                RowRange.ofFile(drop.number()),
                place.target(),
                place.tenant(),
                place.key());
    }
}
