package invitations.ledger.plan;

import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanFigures.PastDrop;
import invitations.ledger.plan.PlanFigures.RosterFigures;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a roster with the last one of its feed, by the keys of its people. Both are read once, so that the cost grows with
 * the two rosters and not with the ledger. Who is in the last one and not in this one has left; whose address is only spelt
 * otherwise, or whose row is the same and is left out or wrong now, has not.
 */
public final class RosterComparison {
    /** What the column {@code remaster} has where a file in the drop folder asked for it. */
    public static final String BY_FILE = "file";

    /** What it has where the operator's verb did. */
    public static final String BY_OPERATOR = "operator";

    /** The rows of a roster that name a person, each person once in each place. */
    private static final String PEOPLE = "id IN {rows} AND key1 IS NOT NULL AND duplicate_of IS NULL AND erased = 0"
            + " AND operation <> 'BLANK' AND (domain IS NOT NULL OR item LIKE '%\"username\":%')";

    private static final String HAS_KEY = "EXISTS (SELECT 1 FROM roster_keys k WHERE k.key = ";

    private RosterComparison() {}

    /** {@return who asked to ignore what the feed did before, for this drop; null for nobody} */
    static @Nullable String remaster(Statements statements, Drop drop) throws SQLException {
        String[] by = new String[1];
        statements.query(
                result -> by[0] = result.getString(1), "SELECT remaster FROM drops WHERE number = ?", drop.number());
        return by[0];
    }

    /**
     * Compares the drop with the last roster, and remembers who has left; with none where it is no roster, or has no rows.
     *
     * @param history of the ledger that has the drop
     */
    static RosterFigures settle(Statements statements, Drop drop, FeedHistory history, long rows, boolean isCorrection)
            throws SQLException {
        statements.update("DELETE FROM roster_leavers WHERE drop_number = ?", drop.number());
        Long before = before(history, rows, isCorrection);
        if (before != null) {
            findLeavers(statements, drop, RowRange.ofFile(before));
        }
        long leavers = statements.number("SELECT COUNT(*) FROM roster_leavers WHERE drop_number = ?", drop.number());
        statements.update(
                "UPDATE drops SET is_roster = ?, roster_before = ?, leavers = ? WHERE number = ?",
                history.isRoster() && !isCorrection ? 1 : 0,
                before,
                leavers,
                drop.number());
        return figures(history, before, leavers);
    }

    /** {@return what was found when the drop was planned} */
    static RosterFigures settled(Statements statements, Drop drop, FeedHistory history) throws SQLException {
        List<Long> before = new ArrayList<>(1);
        statements.query(
                result -> before.add(result.getLong(1)),
                "SELECT roster_before FROM drops WHERE number = ? AND roster_before IS NOT NULL",
                drop.number());
        return figures(
                history,
                before.isEmpty() ? null : before.get(0),
                statements.number("SELECT leavers FROM drops WHERE number = ?", drop.number()));
    }

    /** {@return how the drop compares with the last roster of another ledger, as a check has it} */
    static RosterFigures elsewhere(Statements statements, Drop drop, FeedHistory history, boolean isCorrection)
            throws SQLException {
        Long before = before(history, drop.rows(), isCorrection);
        long leavers = before == null
                ? 0
                : RosterKeys.of(statements, RowRange.ofFile(drop.number()))
                        .missing(history.statements(), PEOPLE, RowRange.ofFile(before));
        return figures(history, before, leavers);
    }

    private static @Nullable Long before(FeedHistory history, long rows, boolean isCorrection) throws SQLException {
        List<PastDrop> last = history.isRoster() ? history.last() : List.of();
        return last.isEmpty() || rows == 0 || isCorrection
                ? null
                : history.statements()
                        .number(
                                "SELECT number FROM drops WHERE id = ?",
                                last.get(0).id());
    }

    private static RosterFigures figures(FeedHistory history, @Nullable Long before, long leavers) throws SQLException {
        long people = before == null
                ? 0
                : history.statements()
                        .number("SELECT COUNT(*) FROM drop_rows WHERE " + PEOPLE, RowRange.ofFile(before));
        return new RosterFigures(before, people, leavers, history.remaster());
    }

    /** In the order of the keys, in which they are taken down at least cost; of the hashes, only those of leavers are. */
    private static void findLeavers(Statements statements, Drop drop, RowRange before) throws SQLException {
        RowRange now = RowRange.ofFile(drop.number());
        statements.update("CREATE TEMPORARY TABLE IF NOT EXISTS roster_keys (key BLOB PRIMARY KEY)");
        statements.update("DELETE FROM roster_keys");
        statements.update(
                "INSERT INTO roster_keys (key) SELECT key FROM (SELECT key1 AS key FROM drop_rows WHERE id IN {rows}"
                        + " AND key1 IS NOT NULL UNION ALL SELECT key2 FROM drop_rows WHERE id IN {rows}"
                        + " AND key2 IS NOT NULL) AS keys GROUP BY key",
                now,
                now);
        statements.update(
                "INSERT INTO roster_leavers (drop_number, row) SELECT ?, id FROM drop_rows WHERE " + PEOPLE
                        + " AND NOT " + HAS_KEY + "key1) AND NOT " + HAS_KEY + "key2)",
                drop.number(),
                before);
        statements.update("DELETE FROM roster_keys");
        statements.update(
                "INSERT INTO roster_keys (key) SELECT cells_hash FROM roster_leavers l JOIN drop_rows r ON r.id = l.row"
                        + " WHERE l.drop_number = ? AND cells_hash IS NOT NULL GROUP BY cells_hash",
                drop.number());
        statements.update(
                "DELETE FROM roster_leavers WHERE drop_number = ? AND row IN (SELECT l.row FROM roster_leavers l"
                        + " JOIN drop_rows r ON r.id = l.row WHERE l.drop_number = ? AND r.cells_hash IN"
                        + " (SELECT n.cells_hash FROM drop_rows n WHERE n.id IN {rows} AND " + HAS_KEY
                        + "n.cells_hash)))",
                drop.number(),
                drop.number(),
                now);
        statements.update("DELETE FROM roster_keys");
    }

    /**
     * Hands over the rows of those who have left, in the order of their file.
     *
     * @param columns what is read of each
     */
    public static void eachLeaver(Statements statements, String columns, Drop drop, Statements.RowReader reader)
            throws SQLException {
        statements.query(
                reader,
                "SELECT " + columns + " FROM roster_leavers l JOIN drop_rows r ON r.id = l.row"
                        + " WHERE l.drop_number = ? AND r.erased = 0 ORDER BY l.row",
                drop.number());
    }
}
