package invitations.ledger.plan;

import invitations.invitation.RowStatus;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds, once a drop is planned, the rows that ask for what another row of the file asks for, and those that an earlier
 * drop did. Done by the database on 16-byte keys, so that a million rows need no memory of ours.
 */
final class DuplicateFinder {
    private static final String HAS_INVITATION = StatusSql.in("o", RowStatus.HAS_INVITATION);

    private final RowRange rows;
    private final boolean twoKeys;
    private final @Nullable Instant oldBefore;

    /**
     * @param drop the number of the drop
     * @param twoKeys whether any row of the drop may have two keys
     * @param oldBefore an invitation made before that does not count for rows that the API is asked about first; null where
     *     all count
     */
    DuplicateFinder(long drop, boolean twoKeys, @Nullable Instant oldBefore) {
        this.rows = RowRange.ofFile(drop);
        this.twoKeys = twoKeys;
        this.oldBefore = oldBefore;
    }

    void settle(Statements statements) throws SQLException {
        findKnownKeys(statements);
        if (isAnyKey(statements, "times > 1")) {
            findRepetitions(statements);
            markConflicts(statements);
            markDuplicates(statements);
        }
        if (isAnyKey(statements, "owner IS NOT NULL")) {
            markAlreadyInvited(statements);
        }
    }

    /**
     * Finds the keys that stand in the file more than once, or are claimed by a row. In the order of the keys, in which
     * looking up the claims costs least.
     */
    private void findKnownKeys(Statements statements) throws SQLException {
        statements.update(
                "CREATE TEMPORARY TABLE IF NOT EXISTS known_keys (key BLOB PRIMARY KEY, times BIGINT, owner BIGINT)");
        statements.update("DELETE FROM known_keys");
        String one = "SELECT key1 AS key FROM drop_rows WHERE id IN {rows} AND status = 'PLANNED'";
        String two = " UNION ALL SELECT key2 FROM drop_rows WHERE id IN {rows} AND status = 'PLANNED'"
                + " AND key2 IS NOT NULL";
        String insert = "INSERT INTO known_keys (key, times, owner)"
                + " SELECT key, COUNT(*), (SELECT c.row FROM claims c WHERE c.key = keys.key)"
                + " FROM (" + one + (twoKeys ? two : "") + ") AS keys"
                + " GROUP BY key HAVING COUNT(*) > 1 OR EXISTS (SELECT 1 FROM claims c WHERE c.key = keys.key)";
        if (twoKeys) {
            statements.update(insert, rows, rows);
        } else {
            statements.update(insert, rows);
        }
    }

    private static boolean isAnyKey(Statements statements, String condition) throws SQLException {
        return statements.isAny("SELECT 1 FROM known_keys" + FullScanGuard.WANTED + "WHERE " + condition + " LIMIT 1");
    }

    private void findRepetitions(Statements statements) throws SQLException {
        statements.update("CREATE TEMPORARY TABLE IF NOT EXISTS repetitions (key BLOB PRIMARY KEY, first_id BIGINT,"
                + " first_line BIGINT, last_line BIGINT, rows BIGINT, variants BIGINT)");
        statements.update("DELETE FROM repetitions");
        statements.update(
                """
                INSERT INTO repetitions
                SELECT key, MIN(id), MIN(line), MAX(line), COUNT(*), COUNT(DISTINCT item) FROM (
                  SELECT k.key, r.id, r.line, COALESCE(r.compared, r.item) AS item
                  FROM drop_rows r JOIN known_keys k ON k.key = r.key1 AND k.times > 1
                  WHERE r.id IN {rows} AND r.status = 'PLANNED'
                  UNION ALL
                  SELECT k.key, r.id, r.line, COALESCE(r.compared, r.item)
                  FROM drop_rows r JOIN known_keys k ON k.key = r.key2 AND k.times > 1
                  WHERE r.id IN {rows} AND r.status = 'PLANNED'
                ) AS repeated GROUP BY key""",
                rows,
                rows);
    }

    private void markConflicts(Statements statements) throws SQLException {
        statements.update(
                RowTransition.CONFLICTING_DUPLICATE.update(
                        """
                        code = 'CONFLICTING_DUPLICATE', message = (
                          SELECT 'the same person and key stand in ' || rows || ' rows with other data, first on line '
                            || first_line || ', last on line ' || last_line || '; keep the right row only'
                          FROM repetitions WHERE key IN (key1, key2) AND variants > 1 LIMIT 1)""",
                        """
                        id IN {rows}
                          AND EXISTS (SELECT 1 FROM repetitions WHERE key IN (key1, key2) AND variants > 1)"""),
                rows);
    }

    private void markDuplicates(Statements statements) throws SQLException {
        statements.update(
                RowTransition.REPEATED.update(
                        """
                        code = 'DUPLICATE_IN_FILE', message = (
                          SELECT 'the same as line ' || first_line FROM repetitions WHERE key IN (key1, key2) LIMIT 1),
                          duplicate_of = (SELECT MIN(first_id) FROM repetitions WHERE key IN (key1, key2))""",
                        """
                        id IN {rows}
                          AND EXISTS (SELECT 1 FROM repetitions WHERE key IN (key1, key2) AND first_id < drop_rows.id)"""),
                rows);
    }

    private void markAlreadyInvited(Statements statements) throws SQLException {
        List<Object> parameters = new ArrayList<>(List.of(rows));
        if (oldBefore != null) {
            parameters.add(oldBefore.toEpochMilli());
        }
        statements.update(
                RowTransition.INVITED_BEFORE.update(
                        """
                        code = 'ALREADY_INVITED', message = (
                          SELECT 'invited by drop ' || d.id || ', line ' || o.line FROM known_keys k
                          JOIN drop_rows o ON o.id = k.owner JOIN drops d ON d.number = (o.id >> 32)
                          WHERE k.key IN (drop_rows.key1, drop_rows.key2) AND %s
                          LIMIT 1)"""
                                .formatted(HAS_INVITATION),
                        """
                        id IN {rows} AND EXISTS (
                          SELECT 1 FROM known_keys k JOIN drop_rows o ON o.id = k.owner
                          WHERE k.key IN (drop_rows.key1, drop_rows.key2) AND %s AND (drop_rows.ask_first = 0 OR o.at %s))"""
                                .formatted(HAS_INVITATION, oldBefore == null ? "IS NOT NULL" : "> ?")),
                parameters.toArray());
    }
}
