package invitations.ledger.report;

import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.invitation.WarningCount;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropWarnings;
import invitations.ledger.send.Outcomes;
import invitations.ledger.store.BoundedPage;
import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of the rows of a drop. A method throws {@link LedgerException} when the ledger cannot be read. Safe for any
 * number of threads.
 */
public final class RowResults {
    private static final String PAGE =
            "SELECT id, line, status, cells, target, code, message, errors, warnings, http, remote_id, attempts, at"
                    + " FROM drop_rows WHERE id IN {rows}%s ORDER BY id LIMIT ?";

    private final Database database;

    public RowResults(Database database) {
        this.database = database;
    }

    /**
     * The next rows of the drop, in the order of the file.
     *
     * @param after the id of the last row of the page before, 0 for the first page
     * @param limit how many at the most
     */
    public List<ResultRow> page(Drop drop, long after, int limit) {
        return page(PAGE.formatted(""), drop, after, limit);
    }

    /**
     * The same, but for rows that are planned and of which nobody is warned.
     *
     * @param after the id of the last row of the page before, 0 for the first page
     * @param limit how many at the most
     */
    public List<ResultRow> findings(Drop drop, long after, int limit) {
        return page(PAGE.formatted(" AND (status <> 'PLANNED' OR warnings IS NOT NULL)"), drop, after, limit);
    }

    private List<ResultRow> page(String sql, Drop drop, long after, int limit) {
        return database.read(statements -> {
            BoundedPage<ResultRow> page = new BoundedPage<>(RowResults::read, RowResults::size);
            statements.query(page::take, sql, RowRange.ofFile(drop.number()).behind(after), limit);
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

    /**
     * Rows that ended, or stand, alike.
     *
     * @param codes why, in no order
     * @param target where they invite to; null where that is not known
     * @param rows how many they are
     */
    public record Count(RowStatus status, Set<ReasonCode> codes, @Nullable String target, long rows) {
        public Count {
            codes = Set.copyOf(codes);
        }
    }

    /** {@return how many rows of the drop's file stand in each status, for which reasons, and for which target} */
    public List<Count> counts(Drop drop) {
        return database.read(statements -> {
            List<Count> counts = new ArrayList<>();
            statements.query(
                    result -> counts.add(new Count(
                            RowStatus.valueOf(result.getString(1)),
                            codes(result.getString(2)),
                            result.getString(3),
                            result.getLong(4))),
                    "SELECT status, code, target, COUNT(*) FROM drop_rows WHERE id IN {rows} GROUP BY 1, 2, 3",
                    RowRange.ofFile(drop.number()));
            return counts;
        });
    }

    private static Set<ReasonCode> codes(@Nullable String names) {
        Set<ReasonCode> codes = EnumSet.noneOf(ReasonCode.class);
        if (names != null) {
            for (StringTokenizer each = new StringTokenizer(names); each.hasMoreTokens(); ) {
                codes.add(ReasonCode.valueOf(each.nextToken()));
            }
        }
        return codes;
    }

    /** {@return how many of the rows to be sent each target and operation has, as {@code program bulk}} */
    public Map<String, Long> plannedByOperation(Drop drop) {
        return database.read(statements -> {
            Map<String, Long> counts = new TreeMap<>();
            statements.query(
                    result -> counts.put(result.getString(1), result.getLong(2)),
                    "SELECT target || ' ' || LOWER(operation), COUNT(*) FROM drop_rows WHERE id IN {rows}"
                            + " AND status = 'PLANNED' GROUP BY 1",
                    RowRange.ofFile(drop.number()));
            return counts;
        });
    }

    /**
     * Hands over the API's own words for the rows it refused one by one, with how many rows have them, in the order of
     * the words. There may be as many different ones as rows: they are not kept.
     */
    public void eachRefusal(Drop drop, ObjLongConsumer<String> reader) {
        database.read(statements -> {
            statements.query(
                    result -> reader.accept(result.getString(1), result.getLong(2)),
                    "SELECT message, COUNT(*) FROM drop_rows WHERE id IN {rows} AND status = 'REFUSED'"
                            + " AND message IS NOT NULL GROUP BY message ORDER BY message",
                    RowRange.ofFile(drop.number()));
            return drop;
        });
    }

    /** {@return how many rows were invited by a call of their own; what bulk calls did is in {@link #bulkAnswers}} */
    public long invitedOneByOne(Drop drop) {
        return database.read(statements -> statements.number(
                "SELECT COUNT(*) FROM drop_rows WHERE id IN {rows} AND status = 'INVITED'"
                        + " AND NOT EXISTS (SELECT 1 FROM bulk_answers b WHERE b.call = drop_rows.call)",
                RowRange.ofFile(drop.number())));
    }

    /** {@return what the API said of the bulk calls of the drop, in its own words} */
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

    /** {@return what planning the drop warned of, counted, in the order of the codes} */
    public List<WarningCount> warnings(Drop drop) {
        return database.read(statements -> DropWarnings.of(statements, drop.number()));
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
                result.getString(9),
                result.getInt(10),
                result.getString(11),
                result.getInt(12),
                instant(result, 13));
    }

    private static @Nullable Instant instant(ResultSet result, int place) throws SQLException {
        long millis = result.getLong(place);
        return result.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
