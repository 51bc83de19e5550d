package invitations.ledger.drop;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.Operation;
import invitations.invitation.RowStatus;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of drops that are sent alone before the rest, as the ledger remembers them: a start after a crash goes on with the
 * same ones. A method throws {@link LedgerException} when the ledger cannot be read or written. Safe for any number of threads.
 */
public final class Canaries {
    private static final String ACTIVE = "FROM drops WHERE number = ? AND canary > 0 AND canary_seen_at IS NULL";

    private final Database database;
    private final Clock clock;

    public Canaries(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A row of a canary for which a call was made, and which has ended.
     *
     * @param pool the source that blank invitations are known by; null when it has nothing to do with them
     * @param message what the API said; null when it said nothing
     * @param isFirstStep whether it only invites the person of another row to the platform
     */
    public record Sent(
            long id,
            long line,
            RowStatus status,
            String target,
            Operation operation,
            String tenant,
            String targetKey,
            @Nullable String pool,
            String item,
            @Nullable String message,
            boolean isFirstStep) {

        /** {@return what was sent} */
        public JsonNode parsedItem() {
            return Json.read(item);
        }
    }

    /** The drop was planned, and has a canary of so many rows. One that is not through yet stays; one that is begins anew. */
    public static void planned(Statements statements, Drop drop, int rows) throws SQLException {
        statements.update(
                "UPDATE drops SET canary = ?,"
                        + " canary_at = CASE WHEN canary_seen_at IS NULL THEN canary_at END,"
                        + " canary_to = CASE WHEN canary_seen_at IS NULL THEN canary_to END,"
                        + " canary_seen_at = NULL WHERE number = ?",
                rows,
                drop.number());
    }

    /** {@return the rows of the drop that may be sent now, in the order of their ids: all, or those of its canary} */
    public static List<RowRange> sendable(Statements statements, long drop) throws SQLException {
        List<Long> last = new ArrayList<>();
        statements.query(result -> last.add(result.getLong(1)), "SELECT COALESCE(canary_to, 0) " + ACTIVE, drop);
        if (last.isEmpty()) {
            return List.of(RowRange.of(drop));
        }
        long row = RowId.of(drop, last.get(0));
        return List.of(
                RowRange.ofFile(drop).upTo(row), RowRange.ofFirstSteps(drop).upTo(RowId.firstStep(row)));
    }

    /** {@return how many rows of the drop are to be found before the rest goes; 0 where the rest may go} */
    public int active(Drop drop) {
        return Math.toIntExact(
                database.read(statements -> statements.number("SELECT canary " + ACTIVE, drop.number())));
    }

    /** {@return whether a row of the canary has not ended} */
    public boolean isAnyOpen(Drop drop) {
        return database.read(statements -> {
            for (RowRange range : sendable(statements, drop.number())) {
                if (statements.isAny(
                        "SELECT 1 FROM drop_rows WHERE id IN {rows} AND " + StatusSql.in(RowStatus.OPEN) + " LIMIT 1",
                        range)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** {@return the rows of the canary that were sent, in the order of their ids} */
    public List<Sent> sent(Drop drop) {
        return database.read(statements -> {
            List<Sent> sent = new ArrayList<>();
            for (RowRange range : sendable(statements, drop.number())) {
                statements.query(
                        result -> sent.add(new Sent(
                                result.getLong(1),
                                result.getLong(2),
                                RowStatus.valueOf(result.getString(3)),
                                result.getString(4),
                                Operation.valueOf(result.getString(5)),
                                result.getString(6),
                                result.getString(7),
                                result.getString(8),
                                result.getString(9),
                                result.getString(10),
                                RowId.record(result.getLong(1)) >= RowId.FIRST_STEP)),
                        "SELECT id, line, status, target, operation, tenant, target_key, pool, item, message"
                                + " FROM drop_rows WHERE id IN {rows} AND intents > 0 AND item IS NOT NULL"
                                + " AND "
                                + StatusSql.in(RowStatus.setOf(
                                        RowStatus.INVITED,
                                        RowStatus.REFUSED,
                                        RowStatus.NEEDS_REVIEW,
                                        RowStatus.UNPROCESSED))
                                + " AND at >= (SELECT canary_at FROM drops WHERE number = ?) ORDER BY id",
                        range,
                        drop.number());
            }
            return sent;
        });
    }

    /**
     * Lets so many more rows of the drop be sent.
     *
     * @return whether there is any
     */
    public boolean extend(Drop drop, int rows) {
        return database.write(statements -> {
            long[] last = {0};
            eachNext(statements, drop, rows, result -> last[0] = RowId.record(result.getLong(1)));
            if (last[0] > 0) {
                statements.update(
                        "UPDATE drops SET canary_to = ?, canary_at = COALESCE(canary_at, ?) WHERE number = ?",
                        last[0],
                        clock.millis(),
                        drop.number());
            }
            return last[0] > 0;
        });
    }

    /** {@return the targets of the next rows of the drop, so many of them at the most} */
    public List<String> nextTargets(Drop drop, int rows) {
        return database.read(statements -> {
            List<String> targets = new ArrayList<>();
            eachNext(statements, drop, rows, result -> targets.add(result.getString(2)));
            return targets;
        });
    }

    /** Hands over id and target of the next rows behind those that may be sent. */
    private static void eachNext(Statements statements, Drop drop, int rows, Statements.RowReader reader)
            throws SQLException {
        long before = statements.number("SELECT COALESCE(canary_to, 0) FROM drops WHERE number = ?", drop.number());
        statements.query(
                reader,
                "SELECT id, target FROM drop_rows WHERE id IN {rows} AND " + StatusSql.in(RowStatus.UNSENT)
                        + " ORDER BY id LIMIT ?",
                RowRange.ofFile(drop.number()).behind(RowId.of(drop.number(), before)),
                rows);
    }

    /** From now on the rest of the drop may go. */
    public void seen(Drop drop) {
        database.write(statements -> seen(statements, drop, clock.millis()));
    }

    /** The same within a transaction. */
    public static int seen(Statements statements, Drop drop, long now) throws SQLException {
        return statements.update(
                "UPDATE drops SET canary_seen_at = ? WHERE number = ? AND canary > 0", now, drop.number());
    }
}
