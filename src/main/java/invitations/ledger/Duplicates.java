package invitations.ledger;

import java.sql.SQLException;

/**
 * Finds, once a drop is planned, the rows that ask for what another row of the file asks for, and those that an earlier
 * drop did. Done by the database on 16-byte keys, so that a million rows need no memory of ours.
 */
final class Duplicates {
    private final long first;
    private final long last;
    private final boolean twoKeys;
    private final long oldBefore;

    /**
     * @param twoKeys whether any row of the drop may have two keys
     * @param oldBefore rows that the API is asked about first are not done by what is older, in milliseconds since 1970
     */
    Duplicates(long drop, boolean twoKeys, long oldBefore) {
        this.first = RowId.first(drop);
        this.last = RowId.lastOfFile(drop);
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
        String one = "SELECT key1 AS key FROM drop_rows WHERE id BETWEEN ? AND ? AND status = 'PLANNED'";
        String two = " UNION ALL SELECT key2 FROM drop_rows WHERE id BETWEEN ? AND ? AND status = 'PLANNED'"
                + " AND key2 IS NOT NULL";
        String insert = "INSERT INTO known_keys (key, times, owner)"
                + " SELECT key, COUNT(*), (SELECT c.row FROM claims c WHERE c.key = keys.key)"
                + " FROM (" + one + (twoKeys ? two : "") + ") AS keys"
                + " GROUP BY key HAVING COUNT(*) > 1 OR EXISTS (SELECT 1 FROM claims c WHERE c.key = keys.key)";
        if (twoKeys) {
            statements.update(insert, first, last, first, last);
        } else {
            statements.update(insert, first, last);
        }
    }

    private static boolean isAnyKey(Statements statements, String condition) throws SQLException {
        return statements.isAny("SELECT 1 FROM known_keys" + WholeTable.WANTED + "WHERE " + condition + " LIMIT 1");
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
                  WHERE r.id BETWEEN ? AND ? AND r.status = 'PLANNED'
                  UNION ALL
                  SELECT k.key, r.id, r.line, COALESCE(r.compared, r.item)
                  FROM drop_rows r JOIN known_keys k ON k.key = r.key2 AND k.times > 1
                  WHERE r.id BETWEEN ? AND ? AND r.status = 'PLANNED'
                ) AS repeated GROUP BY key""",
                first,
                last,
                first,
                last);
    }

    private void markConflicts(Statements statements) throws SQLException {
        statements.update(
                """
                UPDATE drop_rows SET status = 'INVALID', code = 'CONFLICTING_DUPLICATE', message = (
                  SELECT 'the same person and key stand in ' || rows || ' rows with other data, first on line '
                    || first_line || ', last on line ' || last_line || '; keep the right row only'
                  FROM repetitions WHERE key IN (key1, key2) AND variants > 1 LIMIT 1)
                WHERE id BETWEEN ? AND ? AND status = 'PLANNED'
                  AND EXISTS (SELECT 1 FROM repetitions WHERE key IN (key1, key2) AND variants > 1)""",
                first,
                last);
    }

    private void markDuplicates(Statements statements) throws SQLException {
        statements.update(
                """
                UPDATE drop_rows SET status = 'DUPLICATE', code = 'DUPLICATE_IN_FILE', message = (
                  SELECT 'the same as line ' || first_line FROM repetitions WHERE key IN (key1, key2) LIMIT 1),
                  duplicate_of = (SELECT MIN(first_id) FROM repetitions WHERE key IN (key1, key2))
                WHERE id BETWEEN ? AND ? AND status = 'PLANNED'
                  AND EXISTS (SELECT 1 FROM repetitions WHERE key IN (key1, key2) AND first_id < drop_rows.id)""",
                first,
                last);
    }

    private void markAlreadyInvited(Statements statements) throws SQLException {
        statements.update(
                """
                UPDATE drop_rows SET status = 'ALREADY_INVITED', code = 'ALREADY_INVITED', message = (
                  SELECT 'invited by drop ' || d.id || ', line ' || o.line FROM known_keys k
                  JOIN drop_rows o ON o.id = k.owner JOIN drops d ON d.number = (o.id >> 32)
                  WHERE k.key IN (drop_rows.key1, drop_rows.key2) AND o.status IN ('INVITED', 'ALREADY_INVITED')
                  LIMIT 1)
                WHERE id BETWEEN ? AND ? AND status = 'PLANNED' AND EXISTS (
                  SELECT 1 FROM known_keys k JOIN drop_rows o ON o.id = k.owner
                  WHERE k.key IN (drop_rows.key1, drop_rows.key2) AND o.status IN ('INVITED', 'ALREADY_INVITED')
                    AND (drop_rows.ask_first = 0 OR o.at > ?))""",
                first,
                last,
                oldBefore);
    }
}
