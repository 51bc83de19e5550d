package invitations.ledger.drop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.RowStatus;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Json;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a new reading that name nobody, such as blank invitations and links, and were made by an earlier reading
 * of the same file. No claim guards them, since each such row is itself; so as many as were made of a kind are not made
 * again.
 */
public final class MadeBefore {
    /** The fields of an item that name somebody. */
    static final List<String> PERSON = List.of("email", "username");

    private static final Set<RowStatus> MADE = RowStatus.with(RowStatus.MAY_HAVE_INVITED, RowStatus.ALREADY_INVITED);

    private MadeBefore() {}

    /**
     * A row that names nobody.
     *
     * @param place where it makes something, and by which operation
     * @param item what it makes; null where that was erased
     */
    private record Nameless(String drop, long id, long line, RowStatus status, String place, @Nullable String item) {}

    /** Ends the planned rows of the drop that an earlier reading made. */
    public static void settle(Statements statements, Drop drop, long now) throws SQLException {
        if (drop.reading() == 1) {
            return;
        }
        List<Nameless> planned = rows(statements, drop, RowStatus.setOf(RowStatus.PLANNED));
        if (planned.isEmpty()) {
            return;
        }
        Map<String, Deque<Nameless>> made = new HashMap<>();
        List<Drop> before = DropQuery.list(
                statements,
                " WHERE feed = ? AND content = ? AND reading < ?",
                drop.feed(),
                drop.content(),
                drop.reading());
        for (Drop earlier : before) {
            rows(statements, earlier, MADE)
                    .forEach(row -> made.computeIfAbsent(row.place() + row.item(), kind -> new ArrayDeque<>())
                            .add(row));
        }
        for (Nameless row : planned) {
            Nameless same = poll(made, row.place() + row.item());
            Nameless earlier = same == null ? poll(made, row.place() + null) : same;
            if (earlier != null) {
                end(statements, row, earlier, now);
            }
        }
    }

    private static @Nullable Nameless poll(Map<String, Deque<Nameless>> made, String kind) {
        Deque<Nameless> same = made.get(kind);
        return same == null ? null : same.poll();
    }

    private static void end(Statements statements, Nameless row, Nameless earlier, long now) throws SQLException {
        String where = "drop " + earlier.drop() + ", line " + earlier.line();
        boolean isSure = earlier.item() != null && RowStatus.HAS_INVITATION.contains(earlier.status());
        RowTransition transition = isSure ? RowTransition.MADE_BEFORE : RowTransition.MAYBE_MADE_BEFORE;
        statements.update(
                transition.update("code = ?, message = ?, at = ?", "id = ?"),
                isSure ? "ALREADY_INVITED" : "UNCERTAIN",
                isSure ? "made by " + where : "it is not known whether " + where + " made it",
                now,
                row.id());
    }

    private static List<Nameless> rows(Statements statements, Drop drop, Set<RowStatus> statuses) throws SQLException {
        List<Nameless> rows = new ArrayList<>();
        statements.query(
                result -> {
                    boolean isErased = result.getInt(9) != 0;
                    String item = result.getString(8);
                    JsonNode json = isErased || item == null ? null : Json.read(item);
                    if (isErased || (json != null && PERSON.stream().noneMatch(json::has))) {
                        rows.add(new Nameless(
                                drop.id(),
                                result.getLong(1),
                                result.getLong(2),
                                RowStatus.valueOf(result.getString(3)),
                                String.join(
                                        "\0",
                                        result.getString(4),
                                        result.getString(5),
                                        result.getString(6),
                                        result.getString(7),
                                        ""),
                                json == null ? null : withoutOwnSource(json, drop)));
                    }
                },
                "SELECT id, line, status, target, operation, tenant, target_key, item, erased FROM drop_rows"
                        + " WHERE id IN {rows} AND operation IS NOT NULL AND " + StatusSql.in(statuses)
                        + " ORDER BY id",
                RowRange.ofFile(drop.number()));
        return rows;
    }

    /** A source that is made of the drop's id is another one in each reading. */
    private static String withoutOwnSource(JsonNode json, Drop drop) {
        boolean isOwn = json.path("source").asText().startsWith("invitations-" + drop.id() + "-");
        return isOwn && json instanceof ObjectNode object
                ? object.deepCopy().without("source").toString()
                : json.toString();
    }
}
