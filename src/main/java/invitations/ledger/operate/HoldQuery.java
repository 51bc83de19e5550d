package invitations.ledger.operate;

import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.drop.ShortHash;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what holds a drop. One that no guard holds, since it waits for seats or for a number to be typed, gets a hash of
 * the same form, of what it waits for; so it is approved in the same ways.
 */
final class HoldQuery {
    private HoldQuery() {}

    static Hold of(Statements statements, Drop drop) throws SQLException {
        Stored[] found = new Stored[1];
        statements.query(
                result -> found[0] = new Stored(
                        HoldReason.read(result.getString(1)),
                        result.getString(2),
                        Instant.ofEpochMilli(result.getLong(3)),
                        result.getLong(4),
                        result.getString(5)),
                "SELECT held_for, plan_hash, COALESCE(held_at, planned_at, received_at), hold_round, held_again"
                        + " FROM drops WHERE number = ?",
                drop.number());
        Stored stored = Objects.requireNonNull(found[0]);
        String planHash = drop.code() == ReasonCode.HELD_BY_GUARD ? stored.planHash() : null;
        String hash = planHash == null ? hash(drop, stored.round()) : planHash;
        List<String> names = new ArrayList<>();
        statements.query(
                result -> names.add(result.getString(1)),
                "SELECT name FROM approvals WHERE drop_number = ? AND plan_hash = ? ORDER BY name",
                drop.number(),
                hash);
        return new Hold(
                planHash == null ? List.of(waiting(drop)) : stored.reasons(),
                hash,
                stored.heldAt(),
                names,
                stored.again());
    }

    private static HoldReason waiting(Drop drop) {
        return drop.code() == null
                ? new HoldReason("confirmation", "the number of invitations was not confirmed when it was sent")
                : new HoldReason(
                        drop.code() == ReasonCode.CANARY_FAILED ? "canary" : "seats",
                        Objects.requireNonNullElse(drop.message(), drop.code().name()));
    }

    private static String hash(Drop drop, long round) {
        HoldReason waiting = waiting(drop);
        return ShortHash.of(drop.content(), drop.feed(), String.valueOf(round), waiting.guard(), waiting.sentence());
    }

    private record Stored(
            List<HoldReason> reasons, @Nullable String planHash, Instant heldAt, long round, @Nullable String again) {}
}
