package invitations.ledger.plan;

import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanFigures.PastDrop;
import invitations.ledger.plan.PlanFigures.RosterFigures;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
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

    private static final String KEYS = " NOT IN (SELECT key1 FROM drop_rows WHERE id IN {rows} AND key1 IS NOT NULL"
            + " UNION ALL SELECT key2 FROM drop_rows WHERE id IN {rows} AND key2 IS NOT NULL)";

    /** Behind the first condition, which nearly all rows fail: the others are not even looked at then. */
    private static final String LEFT = PEOPLE + " AND key1" + KEYS + " AND (key2 IS NULL OR key2" + KEYS
            + ") AND (cells_hash IS NULL OR cells_hash NOT IN"
            + " (SELECT cells_hash FROM drop_rows WHERE id IN {rows} AND cells_hash IS NOT NULL))";

    private RosterComparison() {}

    /** {@return who asked to ignore what the feed did before, for this drop; null for nobody} */
    static @Nullable String remaster(Statements statements, Drop drop) throws SQLException {
        String[] by = new String[1];
        statements.query(
                result -> by[0] = result.getString(1), "SELECT remaster FROM drops WHERE number = ?", drop.number());
        return by[0];
    }

    /** {@return how the drop compares with the last roster; with none where it is no roster, or has no rows} */
    static RosterFigures of(Statements statements, Drop drop, FeedHistory history, long rows, boolean isCorrection)
            throws SQLException {
        if (!history.isRoster()) {
            return new RosterFigures(null, 0, 0, history.remaster());
        }
        List<PastDrop> last = history.last();
        if (last.isEmpty() || rows == 0 || isCorrection) {
            return new RosterFigures(null, 0, 0, history.remaster());
        }
        Statements before = history.statements();
        long number = before.number("SELECT number FROM drops WHERE id = ?", last.get(0).id());
        RowRange people = RowRange.ofFile(number);
        long leavers = before == statements
                ? statements.number("SELECT COUNT(*) FROM drop_rows WHERE " + LEFT, parameters(number, drop.number()))
                : RosterKeys.of(statements, RowRange.ofFile(drop.number())).missing(before, PEOPLE, people);
        return new RosterFigures(
                number,
                before.number("SELECT COUNT(*) FROM drop_rows WHERE " + PEOPLE, people),
                leavers,
                history.remaster());
    }

    /** Remembers with what the drop was compared. */
    static void note(Statements statements, Drop drop, boolean isRoster, RosterFigures figures) throws SQLException {
        statements.update(
                "UPDATE drops SET is_roster = ?, roster_before = ?, leavers = ? WHERE number = ?",
                isRoster ? 1 : 0,
                figures.before(),
                figures.leavers(),
                drop.number());
    }

    /**
     * Hands over the rows of those who have left, in the order of their file.
     *
     * @param columns what is read of each
     * @param before the number of the drop that the roster was compared with
     */
    public static void eachLeaver(
            Statements statements, String columns, long before, Drop drop, Statements.RowReader reader)
            throws SQLException {
        statements.query(
                reader,
                "SELECT " + columns + " FROM drop_rows WHERE " + LEFT + " ORDER BY id",
                parameters(before, drop.number()));
    }

    private static Object[] parameters(long before, long drop) {
        RowRange now = RowRange.ofFile(drop);
        return new Object[] {RowRange.ofFile(before), now, now, now, now, now};
    }
}
