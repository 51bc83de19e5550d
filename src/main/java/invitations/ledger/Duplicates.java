package invitations.ledger;

import java.sql.SQLException;

/**
 * Finds, once a drop is planned, the rows that ask for what another row of the file asks for, and those that an earlier
 * drop did. Done by the database on 16-byte keys, so that a million rows need no memory of ours.
 */
final class Duplicates {
    private final long first;
    private final long last;

    Duplicates(long drop) {
        this.first = RowId.first(drop);
        this.last = RowId.last(drop);
    }

    void settle(Statements statements) throws SQLException {
        if (findRepeatedKeys(statements) > 0) {
            markRepeatedRows(statements);
        }
        markAlreadyInvited(statements);
    }

    private int findRepeatedKeys(Statements statements) throws SQLException {
        statements.update("CREATE TEMPORARY TABLE IF NOT EXISTS repeated_keys (key BLOB PRIMARY KEY) WITHOUT ROWID");
        statements.update("DELETE FROM repeated_keys");
        return statements.update(
                """
                INSERT INTO repeated_keys
                SELECT key FROM (
                  SELECT key1 AS key FROM drop_rows WHERE id BETWEEN ? AND ? AND status = 'PLANNED'
                  UNION ALL
                  SELECT key2 FROM drop_rows WHERE id BETWEEN ? AND ? AND status = 'PLANNED' AND key2 IS NOT NULL
                ) AS keys GROUP BY key HAVING COUNT(*) > 1""",
                first,
                last,
                first,
                last);
    }

    private void markRepeatedRows(Statements statements) throws SQLException {
        statements.update("CREATE TEMPORARY TABLE IF NOT EXISTS repetitions (key BLOB PRIMARY KEY, first_id BIGINT,"
                + " first_line BIGINT, last_line BIGINT, rows INTEGER, variants INTEGER) WITHOUT ROWID");
        statements.update("DELETE FROM repetitions");
        statements.update(
                """
                INSERT INTO repetitions
                SELECT key, MIN(id), MIN(line), MAX(line), COUNT(*), COUNT(DISTINCT item) FROM (
                  SELECT k.key, r.id, r.line, COALESCE(r.compared, r.item) AS item FROM drop_rows r JOIN repeated_keys k ON k.key = r.key1
                  WHERE r.id BETWEEN ? AND ? AND r.status = 'PLANNED'
                  UNION ALL
                  SELECT k.key, r.id, r.line, COALESCE(r.compared, r.item) AS item FROM drop_rows r JOIN repeated_keys k ON k.key = r.key2
                  WHERE r.id BETWEEN ? AND ? AND r.status = 'PLANNED'
                ) AS repeated GROUP BY key""",
                first,
                last,
                first,
                last);
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
        statements.update(
                """
                UPDATE drop_rows SET status = 'DUPLICATE', code = 'DUPLICATE_IN_FILE', message = (
                  SELECT 'the same as line ' || first_line FROM repetitions WHERE key IN (key1, key2) LIMIT 1)
                WHERE id BETWEEN ? AND ? AND status = 'PLANNED'
                  AND EXISTS (SELECT 1 FROM repetitions WHERE key IN (key1, key2) AND first_id < drop_rows.id)""",
                first,
                last);
    }

    private void markAlreadyInvited(Statements statements) throws SQLException {
        statements.update(
                """
                UPDATE drop_rows SET status = 'ALREADY_INVITED', code = 'ALREADY_INVITED', message = (
                  SELECT 'invited by drop ' || d.id || ', line ' || o.line FROM claims c
                  JOIN drop_rows o ON o.id = c.row JOIN drops d ON d.number = (o.id >> 32)
                  WHERE c.key IN (drop_rows.key1, drop_rows.key2) AND o.status IN ('INVITED', 'ALREADY_INVITED')
                  LIMIT 1)
                WHERE id BETWEEN ? AND ? AND status = 'PLANNED' AND EXISTS (
                  SELECT 1 FROM claims c JOIN drop_rows o ON o.id = c.row
                  WHERE c.key IN (drop_rows.key1, drop_rows.key2) AND o.status IN ('INVITED', 'ALREADY_INVITED'))""",
                first,
                last);
    }
}
