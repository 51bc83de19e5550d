package invitations.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.Mode;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * How many blank invitations rows asked for. The numbers outlive an erasure: they are counted with when others are made of
 * the same source, and name nobody.
 */
final class BlankCounts {
    private BlankCounts() {}

    /** {@return by the id of each row of the drop that passes the test, the part of its item to keep} */
    static Map<Long, String> of(Statements statements, Drop drop, LongPredicate which) throws SQLException {
        Map<Long, String> items = new LinkedHashMap<>();
        statements.query(
                result -> {
                    if (which.test(result.getLong(1))) {
                        items.put(result.getLong(1), countsOf(Json.read(result.getString(2))));
                    }
                },
                "SELECT id, item FROM drop_rows WHERE id BETWEEN ? AND ? AND operation = 'BLANK' AND item IS NOT NULL",
                RowId.first(drop.number()),
                RowId.last(drop.number()));
        return items;
    }

    private static String countsOf(JsonNode item) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("count", Mode.FIELD)) {
            if (item.has(field)) {
                counts.set(field, item.get(field));
            }
        }
        return counts.toString();
    }

    /** Writes back what is kept of the items, when they are erased. */
    static void keep(Statements statements, Map<Long, String> items) throws SQLException {
        for (Map.Entry<Long, String> item : items.entrySet()) {
            statements.update("UPDATE drop_rows SET item = ? WHERE id = ?", item.getValue(), item.getKey());
        }
    }
}
