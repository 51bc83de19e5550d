package invitations.ledger.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.BlankMode;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.Json;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How many blank invitations rows asked for. The numbers outlive an erasure: they are counted with when others are made of
 * the same source, and name nobody.
 */
public final class BlankCounts {
    private BlankCounts() {}

    /** {@return by the id of each row of the drop that passes the test, the part of its item to keep} */
    public static Map<Long, String> of(Statements statements, Drop drop, LongPredicate which) throws SQLException {
        Map<Long, String> items = new LinkedHashMap<>();
        statements.query(
                result -> {
                    if (which.test(result.getLong(1))) {
                        items.put(result.getLong(1), countsOf(Json.read(result.getString(2))));
                    }
                },
                "SELECT id, item FROM drop_rows WHERE id IN {rows} AND operation = 'BLANK' AND item IS NOT NULL",
                RowRange.of(drop.number()));
        return items;
    }

    private static String countsOf(JsonNode item) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("count", BlankMode.FIELD)) {
            if (item.has(field)) {
                counts.set(field, item.get(field));
            }
        }
        return counts.toString();
    }

    /** {@return how many the pool has at the least: what rows added, or the most that a row found or made there to be} */
    static long known(Statements statements, String target, String targetKey, @Nullable String pool)
            throws SQLException {
        long[] known = new long[2];
        statements.query(
                result -> {
                    JsonNode item = Json.read(result.getString(1));
                    long count = item.path("count").asLong();
                    boolean adds = BlankMode.ADD
                            .label()
                            .equals(item.path(BlankMode.FIELD).asText());
                    known[0] = Math.max(known[0], count);
                    known[1] += adds ? count : count - result.getLong(2);
                },
                "SELECT item, existing FROM drop_rows WHERE operation = 'BLANK' AND status = 'INVITED' AND target = ?"
                        + " AND target_key = ? AND pool = ?",
                target,
                targetKey,
                pool);
        return Math.max(known[0], known[1]);
    }

    /** Writes back what is kept of the items, when they are erased. */
    public static void keep(Statements statements, Map<Long, String> items) throws SQLException {
        for (Map.Entry<Long, String> item : items.entrySet()) {
            statements.update("UPDATE drop_rows SET item = ? WHERE id = ?", item.getValue(), item.getKey());
        }
    }
}
