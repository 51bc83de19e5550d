package invitations.ledger;

import invitations.invitation.RowStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What became of the rows of a drop. Safe for any number of threads. */
public final class Results {
    private final Database database;

    Results(Database database) {
        this.database = database;
    }

    /**
     * The next rows of the drop, in the order of the file.
     *
     * @param after the id of the last row of the page before, 0 for the first page
     * @param limit how many at the most
     */
    public List<ResultRow> page(Drop drop, long after, int limit) {
        return database.read(statements -> {
            Page<ResultRow> page = new Page<>(Results::read, Results::size);
            statements.query(
                    page::take,
                    "SELECT id, line, status, cells, target, code, message, errors, http, remote_id, attempts, at"
                            + " FROM drop_rows WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
                    Math.max(after, RowId.first(drop.number())),
                    RowId.lastOfFile(drop.number()),
                    limit);
            return page.rows();
        });
    }

    /** Errors stand there as JSON beside their message. */
    private static int size(ResultRow row) {
        String message = row.message();
        int size = message == null ? 0 : 2 * message.length();
        for (String cell : row.cells()) {
            size += cell.length();
        }
        return size;
    }

    /** How many rows stand in each status; statuses without rows are not there. */
    public Map<RowStatus, Long> counts(Drop drop) {
        Map<RowStatus, Long> counts = new EnumMap<>(RowStatus.class);
        count(drop, "status").forEach((status, count) -> counts.put(RowStatus.valueOf(status), count));
        return counts;
    }

    /** How many rows have each code; a row with several counts for the combination. */
    public Map<String, Long> countsByCode(Drop drop) {
        return count(drop, "code");
    }

    /** How many rows each target has. */
    public Map<String, Long> countsByTarget(Drop drop) {
        return count(drop, "target");
    }

    /** How many of the rows to be sent each target and operation has, as {@code program bulk}. */
    public Map<String, Long> plannedByOperation(Drop drop) {
        return count(drop, "CASE WHEN status = 'PLANNED' THEN target || ' ' || LOWER(operation) END");
    }

    /**
     * Hands over the API's own words for the rows it refused one by one, with how many rows have them, in the order of
     * the words. There may be as many different ones as rows: they are not kept.
     */
    public void eachRefusal(Drop drop, ObjLongConsumer<String> reader) {
        database.read(statements -> {
            statements.query(
                    result -> reader.accept(result.getString(1), result.getLong(2)),
                    "SELECT message, COUNT(*) FROM drop_rows WHERE id BETWEEN ? AND ? AND status = 'REFUSED'"
                            + " AND message IS NOT NULL GROUP BY message ORDER BY message",
                    RowId.first(drop.number()),
                    RowId.lastOfFile(drop.number()));
            return drop;
        });
    }

    /** How many rows were invited by a call of their own; what bulk calls did is in {@link #bulkAnswers}. */
    public long invitedOneByOne(Drop drop) {
        return database.read(statements -> statements.number(
                "SELECT COUNT(*) FROM drop_rows WHERE id BETWEEN ? AND ? AND status = 'INVITED'"
                        + " AND NOT EXISTS (SELECT 1 FROM bulk_answers b WHERE b.call = drop_rows.call)",
                RowId.first(drop.number()),
                RowId.lastOfFile(drop.number())));
    }

    /** What the API said of the bulk calls of the drop, in its own words. */
    public List<Outcomes.BulkAnswer> bulkAnswers(Drop drop) {
        return database.read(statements -> {
            List<Outcomes.BulkAnswer> answers = new ArrayList<>();
            statements.query(
                    result -> answers.add(new Outcomes.BulkAnswer(
                            result.getString(1), result.getInt(2), result.getLong(3), Json.texts(result.getString(4)))),
                    "SELECT call, item_count, successes, error_codes FROM bulk_answers WHERE drop_number = ?"
                            + " ORDER BY call",
                    drop.number());
            return answers;
        });
    }

    static long count(Statements statements, long drop, RowStatus status) throws SQLException {
        return statements.number(
                "SELECT COUNT(*) FROM drop_rows WHERE id BETWEEN ? AND ? AND status = ?",
                RowId.first(drop),
                RowId.lastOfFile(drop),
                status.name());
    }

    private Map<String, Long> count(Drop drop, String expression) {
        return database.read(statements -> {
            Map<String, Long> counts = new TreeMap<>();
            statements.query(
                    result -> counts.put(result.getString(1), result.getLong(2)),
                    "SELECT * FROM (SELECT " + expression + " AS what, COUNT(*) FROM drop_rows WHERE id BETWEEN ? AND ?"
                            + " GROUP BY 1) AS counts WHERE what IS NOT NULL",
                    RowId.first(drop.number()),
                    RowId.lastOfFile(drop.number()));
            return counts;
        });
    }

    /** By place instead of by name: a third of the time that a report of a million rows takes. */
    private static ResultRow read(ResultSet result) throws SQLException {
        long id = result.getLong(1);
        return new ResultRow(
                id,
                RowId.record(id),
                result.getLong(2),
                RowStatus.valueOf(result.getString(3)),
                Json.texts(result.getString(4)),
                result.getString(5),
                result.getString(6),
                result.getString(7),
                result.getString(8),
                result.getInt(9),
                result.getString(10),
                result.getInt(11),
                instant(result, 12));
    }

    private static @Nullable Instant instant(ResultSet result, int place) throws SQLException {
        long millis = result.getLong(place);
        return result.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
