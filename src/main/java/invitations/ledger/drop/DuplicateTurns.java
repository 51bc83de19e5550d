package invitations.ledger.drop;

import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what becomes of rows that ask for the same as an earlier row of their file. None of them is lost behind a row
 * that was not invited: one that is written otherwise than all that the API refused gets a turn of its own, one at a
 * time, so that nobody is invited twice; the others end with the row that they are the same as, and stand in the dead
 * letters with it. A method throws {@link LedgerException} when the ledger cannot be read or written. Safe for any number
 * of threads.
 */
public final class DuplicateTurns {
    /** The first row of each kind whose turn it is, of the rows that are the same as those between two ids. */
    private static final String DUE =
            """
            SELECT MIN(d.id) FROM drop_rows d JOIN drop_rows o ON o.id = d.duplicate_of
            WHERE d.duplicate_of IN {rows} AND d.status = 'DUPLICATE' AND d.operation <> 'BLANK' AND d.erased = 0
              AND o.status = 'REFUSED' AND o.item <> d.item
              AND NOT EXISTS (SELECT 1 FROM drop_rows t WHERE t.duplicate_of = o.id AND %s)
              AND NOT EXISTS (SELECT 1 FROM drop_rows t WHERE t.duplicate_of = o.id AND t.status = 'REFUSED'
                AND t.item = d.item)
            GROUP BY d.duplicate_of"""
                    .formatted(StatusSql.in(
                            "t", RowStatus.allBut(RowStatus.REFUSED, RowStatus.INVALID, RowStatus.DUPLICATE)));

    /** The statuses of rows that others end with, beside REFUSED; the one that says the most comes first. */
    private static final List<RowStatus> TELLING = List.of(
            RowStatus.INVITED,
            RowStatus.ALREADY_INVITED,
            RowStatus.NEEDS_REVIEW,
            RowStatus.UNPROCESSED,
            RowStatus.SKIPPED);

    private static final String KINDS =
            """
            SELECT k.first, s.status, s.code, s.line, COALESCE(s.message, '')
            FROM (SELECT DISTINCT duplicate_of AS first FROM drop_rows WHERE duplicate_of IN {rows}) AS k
            JOIN drop_rows s ON s.id = (
              SELECT t.id FROM (
                SELECT id, status FROM drop_rows WHERE id = k.first
                UNION ALL
                SELECT id, status FROM drop_rows WHERE duplicate_of = k.first AND %s) AS t
              ORDER BY %s, t.id LIMIT 1)"""
                    .formatted(
                            StatusSql.in(RowStatus.setOf(TELLING.toArray(RowStatus[]::new))),
                            StatusSql.order("t", TELLING));

    /** A row that others are the same as, and the one of all of these that says the most. */
    private record Kind(long first, RowStatus status, String code, long line, String message) {}

    private final Database database;

    DuplicateTurns(Database database) {
        this.database = database;
    }

    /** {@return whether a row of the drop is to be sent since the API refused the one that it is the same as} */
    public boolean areDue(Drop drop) {
        return database.read(statements -> !due(statements, drop).isEmpty());
    }

    /**
     * Lets rows be sent whose turn it is.
     *
     * @return how many
     */
    public int give(Drop drop) {
        if (!areDue(drop)) {
            return 0;
        }
        return database.write(statements -> statements.updateAll(
                RowTransition.TURN.update("code = NULL, message = NULL", "id IN ({ids})"), due(statements, drop)));
    }

    private static List<Long> due(Statements statements, Drop drop) throws SQLException {
        List<Long> due = new ArrayList<>();
        statements.query(result -> due.add(result.getLong(1)), DUE, RowRange.ofFile(drop.number()));
        return due;
    }

    /** The drop's rows have ended: those that are the same as others end with them. */
    public static void end(Statements statements, long drop, long now) throws SQLException {
        for (Kind kind : kinds(statements, drop)) {
            end(statements, kind, now);
        }
    }

    /** By what says the most: a person who is invited by one of the rows is invited. */
    private static List<Kind> kinds(Statements statements, long drop) throws SQLException {
        List<Kind> kinds = new ArrayList<>();
        statements.query(
                result -> kinds.add(new Kind(
                        result.getLong(1),
                        RowStatus.valueOf(result.getString(2)),
                        String.valueOf(result.getString(3)),
                        result.getLong(4),
                        String.valueOf(result.getString(5)))),
                KINDS,
                RowRange.ofFile(drop));
        return kinds;
    }

    private static void end(Statements statements, Kind kind, long now) throws SQLException {
        String same = "the same as line " + kind.line();
        switch (kind.status()) {
            case INVITED, ALREADY_INVITED ->
                end(statements, kind, RowTransition.SAME_INVITED, ReasonCode.DUPLICATE_IN_FILE.name(), same, now);
            case NEEDS_REVIEW ->
                end(
                        statements,
                        kind,
                        RowTransition.SAME_UNSURE,
                        ReasonCode.UNCERTAIN.name(),
                        "it is not known whether line " + kind.line() + " invited them",
                        now);
            case REFUSED ->
                end(
                        statements,
                        kind,
                        RowTransition.SAME_REFUSED,
                        ReasonCode.DUPLICATE_IN_FILE.name(),
                        same + ", which the API refused: " + kind.message(),
                        now);
            case UNPROCESSED, SKIPPED ->
                end(
                        statements,
                        kind,
                        kind.status() == RowStatus.SKIPPED
                                ? RowTransition.SAME_SKIPPED
                                : RowTransition.SAME_UNPROCESSED,
                        kind.code(),
                        same + ", which was not sent: " + kind.message(),
                        now);
            case UNCHECKED, PLANNED, INTENT, RETRYABLE, UNCERTAIN, INVALID, DUPLICATE -> {
                // It has not ended, or was wrong itself, and then nothing is the same as it.
            }
        }
    }

    private static void end(
            Statements statements, Kind kind, RowTransition transition, String code, String message, long now)
            throws SQLException {
        statements.update(
                transition.update(
                        "code = ?, message = ?, at = ?",
                        "duplicate_of = ? AND erased = 0 AND (status = 'DUPLICATE' OR code = 'DUPLICATE_IN_FILE')"
                                + " AND (status <> ? OR message <> ?)"),
                code,
                message,
                now,
                kind.first(),
                transition.to().name(),
                message);
    }
}
