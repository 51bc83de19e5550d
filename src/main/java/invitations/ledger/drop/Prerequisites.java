package invitations.ledger.drop;

import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What comes before a row of a file: its person is invited to the platform, or only looked up there. A first step is a
 * row of its own, behind those of the file, with intent, claim and settlement of its own; the row of the file waits for
 * it. A method throws {@link LedgerException} when the ledger cannot be read. Safe for any number of threads.
 */
public final class Prerequisites {
    /** That a row waits for its first step, which has not ended well, or not at all. */
    public static final String AWAITED = " AND NOT EXISTS (SELECT 1 FROM drop_rows s WHERE s.id = drop_rows.id + "
            + RowId.FIRST_STEP + " AND "
            + StatusSql.notIn("s", RowStatus.with(RowStatus.HAS_INVITATION, RowStatus.SKIPPED))
            + ")";

    /** That a first step has ended without an invitation. */
    private static final String FAILED =
            StatusSql.in("s", RowStatus.setOf(RowStatus.REFUSED, RowStatus.NEEDS_REVIEW, RowStatus.UNPROCESSED));

    private final Database database;

    public Prerequisites(Database database) {
        this.database = database;
    }

    /** {@return how many first steps of the drop stand in each status; statuses without any are not there} */
    public Map<RowStatus, Long> counts(Drop drop) {
        return database.read(statements -> {
            Map<RowStatus, Long> counts = new EnumMap<>(RowStatus.class);
            statements.query(
                    result -> counts.put(RowStatus.valueOf(result.getString(1)), result.getLong(2)),
                    "SELECT status, COUNT(*) FROM drop_rows WHERE id IN {rows} GROUP BY status",
                    RowRange.ofFirstSteps(drop.number()));
            return counts;
        });
    }

    public static boolean areThere(Statements statements, long drop) throws SQLException {
        return statements.isAny("SELECT 1 FROM drop_rows WHERE id IN {rows} LIMIT 1", RowRange.ofFirstSteps(drop));
    }

    /** From now on the drop is sent: the first steps of its planned rows are looked up, and others there are not. */
    static void begin(Statements statements, long drop) throws SQLException {
        if (!areThere(statements, drop)) {
            return;
        }
        RowRange steps = RowRange.ofFirstSteps(drop);
        statements.update(
                "DELETE FROM drop_rows WHERE id IN {rows} AND intents = 0 AND NOT EXISTS (SELECT 1 FROM drop_rows r"
                        + " WHERE r.id = drop_rows.id - ? AND "
                        + StatusSql.in("r", RowStatus.setOf(RowStatus.PLANNED, RowStatus.UNCHECKED)) + ")",
                steps,
                RowId.FIRST_STEP);
        statements.update(
                RowTransition.FIRST_STEP_DUE.update(
                        "ask_at = 0, code = NULL, message = NULL", "id IN {rows} AND erased = 0"),
                steps);
    }

    /**
     * Ends the rows whose first step has ended without an invitation.
     *
     * @return how many
     */
    public static int giveUp(Statements statements, long drop, long now) throws SQLException {
        if (!areThere(statements, drop)) {
            return 0;
        }
        return statements.update(
                RowTransition.FIRST_STEP_FAILED.update(
                        """
                        code = ?, at = ?, ask_at = NULL, message = (
                          SELECT 'not invited to the platform, which comes first (' || s.status || '): '
                            || COALESCE(s.message, '')
                          FROM drop_rows s WHERE s.id = drop_rows.id + ?)""",
                        "id IN {rows} AND EXISTS (SELECT 1 FROM drop_rows s WHERE s.id = drop_rows.id + ? AND " + FAILED
                                + ")"),
                ReasonCode.NOT_ON_PLATFORM.name(),
                now,
                RowId.FIRST_STEP,
                RowRange.ofFile(drop),
                RowId.FIRST_STEP);
    }

    /** Lets the rows say that were invited although their person is not on the platform. */
    static void warn(Statements statements, long drop) throws SQLException {
        if (!areThere(statements, drop)) {
            return;
        }
        statements.update(
                """
                UPDATE drop_rows SET code = ?, message = ? WHERE id IN {rows} AND status = 'INVITED' AND code IS NULL
                  AND EXISTS (SELECT 1 FROM drop_rows s WHERE s.id = drop_rows.id + ? AND s.status = 'SKIPPED')""",
                ReasonCode.NOT_ON_PLATFORM.name(),
                "invited, and the platform's list does not show them: they may have to be invited there as well",
                RowRange.ofFile(drop),
                RowId.FIRST_STEP);
    }
}
