package invitations.ledger.drop;

import invitations.invitation.OpenRow;
import invitations.invitation.RowStatus;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which row speaks for a person at a target. A key is claimed with the intent, by one row at a time. */
public final class Claims {
    /** The claims of the row ?1. Found by its keys: there may be millions of claims. */
    private static final String OF_ROW =
            " row = ?1 AND key IN (SELECT key1 FROM drop_rows WHERE id = ?1 UNION ALL SELECT key2 FROM drop_rows WHERE id = ?1)";

    private static final String TAKE_FIRST = "INSERT INTO claims (key, row) SELECT key1, id FROM drop_rows WHERE "
            + StatusSql.in(RowStatus.SENDABLE) + " AND id IN ({ids}) ON CONFLICT DO NOTHING";

    private static final String TAKE_SECOND =
            "INSERT INTO claims (key, row) SELECT key2, id FROM drop_rows WHERE key2 IS NOT NULL AND "
                    + StatusSql.in(RowStatus.SENDABLE) + " AND id IN ({ids}) ON CONFLICT DO NOTHING";

    /** The other owner of a key that says the most. That a person must decide says the least. */
    private static final String OTHER_OWNER =
            """
            SELECT o.status, d.id, o.line FROM drop_rows r JOIN claims c ON c.key IN (r.key1, r.key2)
            JOIN drop_rows o ON o.id = c.row JOIN drops d ON d.number = (o.id >> 32)
            WHERE r.id = ? AND %s AND c.row <> r.id
            ORDER BY CASE o.status WHEN 'INVITED' THEN 1 WHEN 'ALREADY_INVITED' THEN 2 WHEN 'NEEDS_REVIEW' THEN 4
              ELSE 3 END LIMIT 1"""
                    .formatted(StatusSql.in("r", RowStatus.SENDABLE));

    /** That the row o invited before the time after which the drop of a row invites again. */
    private static final String LONG_AGO = StatusSql.in("o", RowStatus.HAS_INVITATION)
            + " AND COALESCE(o.at, 0) <= ? - (SELECT COALESCE(MAX(reinvite_after), 0) FROM drops WHERE number = (? >> 32))";

    /** The other row that has claimed a key of a row. */
    public record Owner(RowStatus status, String drop, long line) {}

    private Claims() {}

    /**
     * Claims the keys of the rows, as far as they may be sent and nobody else has.
     *
     * @return whether all keys were free, and are claimed now
     */
    public static boolean take(Statements statements, List<OpenRow> rows) throws SQLException {
        List<Long> ids = rows.stream().map(OpenRow::id).toList();
        int taken = statements.updateAll(TAKE_FIRST, ids);
        int keys = rows.stream().mapToInt(OpenRow::keys).sum();
        if (keys > rows.size()) {
            taken += statements.updateAll(TAKE_SECOND, ids);
        }
        return taken == keys;
    }

    /** Who else has claimed a key of a row that may be sent: of two, the one that says the most. */
    public static Optional<Owner> otherOwner(Statements statements, long row) throws SQLException {
        List<Owner> owners = new ArrayList<>(1);
        statements.query(
                result -> owners.add(
                        new Owner(RowStatus.valueOf(result.getString(1)), result.getString(2), result.getLong(3))),
                OTHER_OWNER,
                row);
        return owners.stream().findFirst();
    }

    /**
     * Gives back what the row has claimed, if it speaks for nobody (any more): somebody else may ask for the person. Where
     * it was to send another row's invitation again, that row speaks for them once more.
     */
    public static void release(Statements statements, long row) throws SQLException {
        statements.update(
                "UPDATE claims SET row = (SELECT instead_of FROM drop_rows WHERE id = ?1) WHERE" + OF_ROW
                        + " AND EXISTS (SELECT 1 FROM drop_rows WHERE id = ?1 AND instead_of IS NOT NULL"
                        + " AND "
                        + StatusSql.in(RowStatus.setOf(
                                RowStatus.REFUSED, RowStatus.UNPROCESSED, RowStatus.SKIPPED, RowStatus.ALREADY_INVITED))
                        + ")",
                row);
        statements.update(
                "DELETE FROM claims WHERE" + OF_ROW
                        + " AND EXISTS (SELECT 1 FROM drop_rows WHERE id = ?1 AND instead_of IS NULL"
                        + " AND "
                        + StatusSql.in(RowStatus.with(
                                RowStatus.UNSENT, RowStatus.REFUSED, RowStatus.UNPROCESSED, RowStatus.SKIPPED))
                        + ")",
                row);
    }

    /**
     * Gives back what rows of the drop have claimed that ended unprocessed: those that were to be sent again, by a
     * person's decision or since it was time, and were not.
     */
    public static void releaseUnprocessed(Statements statements, Drop drop) throws SQLException {
        releaseAll(statements, drop, "r.status = 'UNPROCESSED'");
    }

    /** Gives back what rows of the drop have claimed that ended since its file is read otherwise now. */
    public static void releaseSuperseded(Statements statements, Drop drop) throws SQLException {
        releaseAll(statements, drop, "r.code = 'SUPERSEDED'");
    }

    private static void releaseAll(Statements statements, Drop drop, String condition) throws SQLException {
        List<Long> rows = new ArrayList<>();
        statements.query(
                result -> rows.add(result.getLong(1)),
                "SELECT r.id FROM drop_rows r WHERE r.id IN {rows} AND " + condition
                        + " AND (r.intents > 0 OR r.instead_of IS NOT NULL)"
                        + " AND EXISTS (SELECT 1 FROM claims c WHERE c.key IN (r.key1, r.key2) AND c.row = r.id)",
                RowRange.of(drop.number()));
        for (long row : rows) {
            release(statements, row);
        }
    }

    /** Gives back what a row has claimed that made blank invitations: it speaks for nobody, and the next may make more. */
    public static void releaseBlank(Statements statements, long row) throws SQLException {
        statements.update(
                "DELETE FROM claims WHERE" + OF_ROW
                        + " AND EXISTS (SELECT 1 FROM drop_rows WHERE id = ?1 AND operation = 'BLANK'"
                        + " AND " + StatusSql.in(RowStatus.HAS_INVITATION) + ")",
                row);
    }

    /**
     * Lets the row speak for its person instead of the one that invited them, to do it once more; not where that was not
     * as long ago as the row's drop wants it to be.
     *
     * @param now in milliseconds since 1970
     * @return how many keys it took over
     */
    public static int takeOver(Statements statements, long row, long now) throws SQLException {
        statements.update(
                """
                UPDATE drop_rows SET instead_of = COALESCE((SELECT MAX(c.row) FROM claims c JOIN drop_rows o ON o.id = c.row
                  WHERE c.key IN (drop_rows.key1, drop_rows.key2) AND c.row <> drop_rows.id
                    AND %s), instead_of) WHERE id = ?"""
                        .formatted(LONG_AGO),
                now,
                row,
                row);
        return statements.update(
                """
                UPDATE claims SET row = ? WHERE key IN (SELECT key1 FROM drop_rows WHERE id = ? UNION ALL
                    SELECT key2 FROM drop_rows WHERE id = ?) AND EXISTS (SELECT 1 FROM drop_rows o WHERE o.id = claims.row
                    AND %s)"""
                        .formatted(LONG_AGO),
                row,
                row,
                row,
                now,
                row);
    }
}
