package invitations.ledger.send;

import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Claims;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.SettleClock;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the blank invitations that rows of a drop are to be given. Rows that redeem wait, unchecked: with the
 * code {@code POOL_UNKNOWN} until somebody has asked, and with {@code POOL_EXHAUSTED} where there was none for them
 * then, or the API had none for one of them. A method throws {@link LedgerException} when the ledger cannot be read or
 * written. Safe for any number of threads.
 */
public final class BlankPools {
    private static final String OF_POOL =
            "id IN {rows} AND operation = 'REDEEM' AND target = ? AND tenant = ? AND target_key = ? AND pool = ?";

    private static final String WAITING =
            OF_POOL + " AND status = 'UNCHECKED' AND code IN ('POOL_UNKNOWN', 'POOL_EXHAUSTED')";

    private static final String LEAVING =
            OF_POOL + " AND " + StatusSql.in(RowStatus.setOf(RowStatus.PLANNED, RowStatus.INTENT));
    private static final String UNDER_WAY = OF_POOL + " AND "
            + StatusSql.in(
                    RowStatus.setOf(RowStatus.PLANNED, RowStatus.INTENT, RowStatus.RETRYABLE, RowStatus.UNCERTAIN));

    /** When to look again, in milliseconds, after rows that are about to be sent. */
    private static final long SHORTLY = 100;

    private final Database database;
    private final Clock clock;
    private final SettleClock settleClock;

    public BlankPools(Database database, Clock clock, SettleClock settleClock) {
        this.database = database;
        this.clock = clock;
        this.settleClock = settleClock;
    }

    /** The row's person has none of the pool yet: it waits until it is known what is left. */
    public void await(long row) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET code = 'POOL_UNKNOWN', ask_at = 0, looked_up = ? WHERE id = ? AND status = 'UNCHECKED'",
                settleClock.now(),
                row));
    }

    /**
     * The API's list shows so many. As many rows go on, in the order of the file, and the others wait until these have
     * ended: not each of them may take one. What the API had refused although some are left stays so. A list that shows none
     * may show blank invitations to nobody: then rows go on until the API has none for one of them.
     *
     * @return how many rows there are none for, as it looks now
     */
    public int left(Drop drop, LookupRows.Pool pool, long left) {
        return database.write(statements -> {
            if (left > 0) {
                statements.update(
                        RowTransition.POOL_REFUSED.update(
                                "code = ?, ask_at = NULL, at = ?", WAITING + " AND http = 404"),
                        parameters(drop, pool, ReasonCode.REFUSED_BY_API.name(), clock.millis()));
            }
            boolean isHidden =
                    left == 0 && count(statements, drop, pool, WAITING + " AND code = 'POOL_EXHAUSTED'") == 0;
            long underWay = count(statements, drop, pool, UNDER_WAY);
            long free = isHidden ? Long.MAX_VALUE : left - underWay;
            if (free > 0) {
                goOn(statements, drop, pool, free);
            } else if (underWay == 0) {
                return exhausted(statements, drop, pool);
            }
            boolean isSoonKnown = count(statements, drop, pool, LEAVING) > 0;
            return statements.update(
                    "UPDATE drop_rows SET code = 'POOL_EXHAUSTED', ask_at = ? WHERE " + WAITING,
                    parameters(drop, pool, isSoonKnown ? settleClock.now() + SHORTLY : settleClock.due()));
        });
    }

    /** The list cannot be asked: rows go on until the API has no blank invitation for one of them. */
    public void cannotAsk(Drop drop, LookupRows.Pool pool) {
        left(drop, pool, 0);
    }

    /** The list could not be asked now. */
    public void later(Drop drop, LookupRows.Pool pool) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET ask_at = ? WHERE " + WAITING, parameters(drop, pool, settleClock.due())));
    }

    private static long count(Statements statements, Drop drop, LookupRows.Pool pool, String which)
            throws SQLException {
        return statements.number("SELECT COUNT(*) FROM drop_rows WHERE " + which, parameters(drop, pool));
    }

    private static int goOn(Statements statements, Drop drop, LookupRows.Pool pool, long atMost) throws SQLException {
        @Nullable Object[] pooled = parameters(drop, pool);
        @Nullable Object[] parameters = Arrays.copyOf(pooled, pooled.length + 1);
        parameters[pooled.length] = atMost;
        return statements.update(
                RowTransition.POOL_HAS_LEFT.update(
                        "code = NULL, message = NULL, ask_at = NULL",
                        "id IN (SELECT id FROM drop_rows WHERE " + WAITING + " ORDER BY id LIMIT ?)"),
                parameters);
    }

    private int exhausted(Statements statements, Drop drop, LookupRows.Pool pool) throws SQLException {
        int ended = statements.update(
                RowTransition.POOL_EXHAUSTED.update(
                        "code = ?, ask_at = NULL, at = ?, message = ? || CASE WHEN http = 404"
                                + " THEN ' (the API said: ' || message || ')' ELSE '' END",
                        WAITING),
                parameters(
                        drop,
                        pool,
                        ReasonCode.POOL_EXHAUSTED.name(),
                        clock.millis(),
                        "no blank invitation of this source is left"));
        Claims.releaseUnprocessed(statements, drop);
        return ended;
    }

    /** {@return what comes first, then those of the condition} */
    private static @Nullable Object[] parameters(Drop drop, LookupRows.Pool pool, @Nullable Object... first) {
        @Nullable Object[] parameters = new @Nullable Object[first.length + 5];
        System.arraycopy(first, 0, parameters, 0, first.length);
        parameters[first.length] = RowRange.of(drop.number());
        parameters[first.length + 1] = pool.target();
        parameters[first.length + 2] = pool.tenant();
        parameters[first.length + 3] = pool.targetKey();
        parameters[first.length + 4] = pool.source();
        return parameters;
    }
}
