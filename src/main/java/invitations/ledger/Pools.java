package invitations.ledger;

import invitations.invitation.Code;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the blank invitations that rows of a drop are to be given. Rows that redeem wait, unchecked, with the
 * code {@code POOL_UNKNOWN} before the first of them is sent, and with {@code POOL_EXHAUSTED} after the API had none for
 * one of them. Safe for any number of threads.
 */
public final class Pools {
    private static final String WAITING =
            " WHERE id BETWEEN ? AND ? AND status = 'UNCHECKED' AND operation = 'REDEEM' AND target = ? AND tenant = ?"
                    + " AND target_key = ? AND pool = ? AND code IN ('POOL_UNKNOWN', 'POOL_EXHAUSTED')";

    private final Database database;
    private final Clock clock;
    private final SettleClock settleClock;

    Pools(Database database, Clock clock, SettleClock settleClock) {
        this.database = database;
        this.clock = clock;
        this.settleClock = settleClock;
    }

    /** The row's person has none of the pool yet: it waits until it is known what is left. */
    public void await(long row) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET code = 'POOL_UNKNOWN', ask_at = 0 WHERE id = ? AND status = 'UNCHECKED'", row));
    }

    /**
     * The API's list shows so many. As many rows go on, in the order of the file, and what the API had refused stays so. A
     * list that shows none may show blank invitations to nobody: then rows go on until the API has none for one of them.
     */
    public void left(Drop drop, RowsInQuestion.Pool pool, long left) {
        database.write(statements -> {
            if (left == 0) {
                return isKnownToBeEmpty(statements, drop, pool)
                        ? exhausted(statements, drop, pool, "no blank invitation of this source is left")
                        : goOn(statements, drop, pool, Long.MAX_VALUE);
            }
            int refused = statements.update(
                    "UPDATE drop_rows SET status = 'REFUSED', code = ?, ask_at = NULL, at = ?" + WAITING
                            + " AND http = 404",
                    parameters(drop, pool, Code.REFUSED_BY_API.name(), clock.millis()));
            return refused
                    + goOn(statements, drop, pool, left)
                    + exhausted(
                            statements,
                            drop,
                            pool,
                            left + " blank invitations of this source are left, and rows before this one take them");
        });
    }

    /** The list cannot be asked: rows go on until the API has no blank invitation for one of them. */
    public void cannotAsk(Drop drop, RowsInQuestion.Pool pool) {
        left(drop, pool, 0);
    }

    /** The list could not be asked now. */
    public void later(Drop drop, RowsInQuestion.Pool pool) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET ask_at = ?" + WAITING, parameters(drop, pool, settleClock.due())));
    }

    private static boolean isKnownToBeEmpty(Statements statements, Drop drop, RowsInQuestion.Pool pool)
            throws SQLException {
        boolean[] found = new boolean[1];
        statements.query(
                result -> found[0] = true,
                "SELECT 1 FROM drop_rows" + WAITING + " AND http = 404 LIMIT 1",
                parameters(drop, pool));
        return found[0];
    }

    private static int goOn(Statements statements, Drop drop, RowsInQuestion.Pool pool, long atMost)
            throws SQLException {
        return statements.update(
                "UPDATE drop_rows SET status = 'PLANNED', code = NULL, message = NULL, ask_at = NULL WHERE id IN (SELECT id"
                        + " FROM drop_rows" + WAITING + " ORDER BY id LIMIT " + atMost + ")",
                parameters(drop, pool));
    }

    private int exhausted(Statements statements, Drop drop, RowsInQuestion.Pool pool, String message)
            throws SQLException {
        int ended = statements.update(
                "UPDATE drop_rows SET status = 'UNPROCESSED', code = ?, ask_at = NULL, at = ?, message = ? || CASE WHEN"
                        + " http = 404 THEN ' (the API said: ' || message || ')' ELSE '' END" + WAITING,
                parameters(drop, pool, Code.POOL_EXHAUSTED.name(), clock.millis(), message));
        Claims.releaseUnprocessed(statements, drop);
        return ended;
    }

    /** What comes first, then those of the condition. */
    private static @Nullable Object[] parameters(Drop drop, RowsInQuestion.Pool pool, @Nullable Object... first) {
        @Nullable Object[] parameters = new @Nullable Object[first.length + 6];
        System.arraycopy(first, 0, parameters, 0, first.length);
        parameters[first.length] = RowId.first(drop.number());
        parameters[first.length + 1] = RowId.last(drop.number());
        parameters[first.length + 2] = pool.target();
        parameters[first.length + 3] = pool.tenant();
        parameters[first.length + 4] = pool.targetKey();
        parameters[first.length + 5] = pool.source();
        return parameters;
    }
}
