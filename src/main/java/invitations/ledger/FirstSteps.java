package invitations.ledger;

import invitations.invitation.Code;
import invitations.invitation.RowStatus;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What comes before a row of a file: its person is invited to the platform, or only looked up there. A first step is a
 * row of its own, behind those of the file, with intent, claim and settlement of its own; the row of the file waits for
 * it. Safe for any number of threads.
 */
public final class FirstSteps {
    /** That a row waits for its first step, which has not ended well, or not at all. */
    static final String AWAITED = " AND NOT EXISTS (SELECT 1 FROM drop_rows s WHERE s.id = drop_rows.id + "
            + RowId.FIRST_STEP + " AND s.status NOT IN ('INVITED', 'ALREADY_INVITED', 'SKIPPED'))";

    private final Database database;

    FirstSteps(Database database) {
        this.database = database;
    }

    /** How many first steps of the drop stand in each status; statuses without any are not there. */
    public Map<RowStatus, Long> counts(Drop drop) {
        return database.read(statements -> {
            Map<RowStatus, Long> counts = new EnumMap<>(RowStatus.class);
            statements.query(
                    result -> counts.put(RowStatus.valueOf(result.getString(1)), result.getLong(2)),
                    "SELECT status, COUNT(*) FROM drop_rows WHERE id BETWEEN ? AND ? GROUP BY status",
                    RowId.firstStep(RowId.first(drop.number())),
                    RowId.last(drop.number()));
            return counts;
        });
    }

    static boolean areThere(Statements statements, long drop) throws SQLException {
        return statements.isAny(
                "SELECT 1 FROM drop_rows WHERE id BETWEEN ? AND ? LIMIT 1",
                RowId.firstStep(RowId.first(drop)),
                RowId.last(drop));
    }

    /** From now on the drop is sent: the first steps of its planned rows are looked up, and others there are not. */
    static void begin(Statements statements, long drop) throws SQLException {
        if (!areThere(statements, drop)) {
            return;
        }
        long first = RowId.firstStep(RowId.first(drop));
        long last = RowId.last(drop);
        statements.update(
                "DELETE FROM drop_rows WHERE id BETWEEN ? AND ? AND intents = 0 AND NOT EXISTS (SELECT 1 FROM drop_rows r"
                        + " WHERE r.id = drop_rows.id - ? AND r.status IN ('PLANNED', 'UNCHECKED'))",
                first,
                last,
                RowId.FIRST_STEP);
        statements.update(
                "UPDATE drop_rows SET status = 'UNCHECKED', ask_at = 0, code = NULL, message = NULL"
                        + " WHERE id BETWEEN ? AND ? AND status IN ('SKIPPED', 'UNPROCESSED') AND erased = 0",
                first,
                last);
    }

    /**
     * Ends the rows whose first step has ended without an invitation.
     *
     * @return how many
     */
    static int giveUp(Statements statements, long drop, long now) throws SQLException {
        if (!areThere(statements, drop)) {
            return 0;
        }
        return statements.update(
                """
                UPDATE drop_rows SET status = 'UNPROCESSED', code = ?, at = ?, ask_at = NULL, message = (
                  SELECT 'not invited to the platform, which comes first (' || s.status || '): ' || COALESCE(s.message, '')
                  FROM drop_rows s WHERE s.id = drop_rows.id + ?)
                WHERE id BETWEEN ? AND ? AND status IN ('UNCHECKED', 'PLANNED', 'RETRYABLE') AND EXISTS (
                  SELECT 1 FROM drop_rows s WHERE s.id = drop_rows.id + ?
                    AND s.status IN ('REFUSED', 'NEEDS_REVIEW', 'UNPROCESSED'))""",
                Code.NOT_ON_PLATFORM.name(),
                now,
                RowId.FIRST_STEP,
                RowId.first(drop),
                RowId.lastOfFile(drop),
                RowId.FIRST_STEP);
    }

    /** Lets the rows say that were invited although their person is not on the platform. */
    static void warn(Statements statements, long drop) throws SQLException {
        if (!areThere(statements, drop)) {
            return;
        }
        statements.update(
                """
                UPDATE drop_rows SET code = ?, message = ? WHERE id BETWEEN ? AND ? AND status = 'INVITED' AND code IS NULL
                  AND EXISTS (SELECT 1 FROM drop_rows s WHERE s.id = drop_rows.id + ? AND s.status = 'SKIPPED')""",
                Code.NOT_ON_PLATFORM.name(),
                "invited, and the platform's list does not show them: they may have to be invited there as well",
                RowId.first(drop),
                RowId.lastOfFile(drop),
                RowId.FIRST_STEP);
    }
}
