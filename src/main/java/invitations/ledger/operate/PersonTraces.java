package invitations.ledger.operate;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.PersonMatcher;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropNames;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.DropWarnings;
import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the whole ledger for a person, in pages. A method throws {@link LedgerException} when the ledger
 * cannot be read or written. Safe for any number of threads.
 */
final class PersonTraces {
    private static final int PAGE = 500;

    private final Database database;

    PersonTraces(Database database) {
        this.database = database;
    }

    /** The drops that name the person, the oldest first. */
    List<Erasure.Trace> of(PersonMatcher person) {
        List<Erasure.Trace> traces = new ArrayList<>();
        for (Drop drop : database.read(DropQuery::all)) {
            NavigableSet<Long> rows = rows(drop, person);
            if (!rows.isEmpty() || isNamed(drop, person)) {
                long lastOfFile = RowRange.ofFile(drop.number()).last();
                traces.add(new Erasure.Trace(
                        drop, List.copyOf(rows), rows.headSet(lastOfFile, true).size()));
            }
        }
        return traces;
    }

    private boolean isNamed(Drop drop, PersonMatcher person) {
        return person.isInName(drop.fileName())
                || database.read(statements ->
                        DropNames.of(statements, drop.number()).stream().anyMatch(person::isInName))
                || person.isIn(drop.message())
                || drop.header().stream().anyMatch(person::isIn)
                || database.read(statements -> DropWarnings.isNamed(statements, drop.number(), person))
                || database.read(statements -> isNamedByAnswer(statements, drop, person));
    }

    private static boolean isNamedByAnswer(Statements statements, Drop drop, PersonMatcher person) throws SQLException {
        boolean[] isNamed = new boolean[1];
        statements.query(
                result -> isNamed[0] |= Json.texts(result.getString(1)).stream().anyMatch(person::isIn),
                "SELECT error_codes FROM bulk_answers WHERE drop_number = ?",
                drop.number());
        return isNamed[0];
    }

    /** Both of a row and its first step where one of them names the person: they are about the same one. */
    private NavigableSet<Long> rows(Drop drop, PersonMatcher person) {
        NavigableSet<Long> rows = new TreeSet<>();
        long[] last = {0};
        boolean[] isMore = {true};
        while (isMore[0]) {
            isMore[0] = false;
            database.read(statements -> {
                statements.query(
                        result -> {
                            isMore[0] = true;
                            last[0] = result.getLong(1);
                            if (names(result, person)) {
                                add(rows, drop, last[0]);
                            }
                        },
                        """
                        SELECT r.id, r.cells, r.item, r.compared, r.message, r.errors, r.pool, r.remote_id, r.warnings, f.joined_as
                        FROM drop_rows r LEFT JOIN follow_ups f ON f.row = r.id
                        WHERE r.id IN {rows} AND r.erased = 0 ORDER BY r.id LIMIT ?""",
                        RowRange.of(drop.number()).behind(last[0]),
                        PAGE);
                return rows;
            });
        }
        return rows;
    }

    private static void add(Set<Long> rows, Drop drop, long id) {
        long lastOfFile = RowRange.ofFile(drop.number()).last();
        rows.add(id > lastOfFile ? id - RowId.FIRST_STEP : id);
        rows.add(id > lastOfFile ? id : RowId.firstStep(id));
    }

    private static boolean names(ResultSet row, PersonMatcher person) throws SQLException {
        for (int column = 2; column <= 10; column++) {
            String text = row.getString(column);
            if (person.isIn(text) || isIn(text, person)) {
                return true;
            }
        }
        return false;
    }

    /** In JSON, letters may be written by their numbers. */
    private static boolean isIn(@Nullable String text, PersonMatcher person) {
        return text != null && text.indexOf('\\') >= 0 && isIn(Json.tree(text), person);
    }

    private static boolean isIn(@Nullable JsonNode node, PersonMatcher person) {
        if (node == null) {
            return false;
        }
        if (node.isTextual()) {
            return person.isIn(node.textValue());
        }
        for (JsonNode child : node) {
            if (isIn(child, person)) {
                return true;
            }
        }
        return false;
    }
}
