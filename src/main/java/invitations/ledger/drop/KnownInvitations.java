package invitations.ledger.drop;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People of whom the ledger knows that the API has their invitation: a list that shows none of them does not show
 * everything. Reads a bounded number of rows, however many there are. A method throws {@link LedgerException} when the
 * ledger cannot be read. Safe for any number of threads.
 */
public final class KnownInvitations {
    private static final String SELECTED =
            "SELECT r.id, d.id, r.line, r.target_key, r.pool, r.item, COALESCE(r.intended_at, 0) FROM drop_rows r"
                    + " JOIN drops d ON d.number = (r.id >> 32) WHERE ";

    private static final String KNOWN =
            " AND (status = 'INVITED' OR (status = 'ALREADY_INVITED' AND remote_id IS NOT NULL))"
                    + " AND operation <> 'BLANK' AND erased = 0 AND item IS NOT NULL";

    /** How many rows from each end of a drop are looked through for such that fit. */
    private static final int FROM_EACH_END = 20;

    private final Database database;
    private final Clock clock;
    private final SettleClock settleClock;

    public KnownInvitations(Database database, Clock clock, SettleClock settleClock) {
        this.database = database;
        this.clock = clock;
        this.settleClock = settleClock;
    }

    /**
     * A row whose person is invited.
     *
     * @param drop the id of its drop
     * @param line its line there
     * @param targetKey where in the target they are
     * @param pool the source of the blank invitation that they were given; null when it was none
     * @param item what was sent
     * @param intendedAt milliseconds since 1970 at which the first call that carried it was about to be made; 0 when none was
     * @param isYoung whether that was so lately that a list may not show it yet; whom a list has shown is known since then
     */
    public record Known(
            long row,
            String drop,
            long line,
            String targetKey,
            @Nullable String pool,
            String item,
            long intendedAt,
            boolean isYoung) {

        /** {@return what was sent} */
        public JsonNode parsedItem() {
            return Json.read(item);
        }
    }

    /** Rows of one place that are known, among others between the two. */
    private record Stretch(String target, String tenant, String targetKey, RowRange rows) {}

    /** A look at all that is known, taken once: for one reading of the API's lists. Safe for any number of threads. */
    public final class Look {
        private final List<Stretch> open;

        private Look(List<Stretch> open) {
            this.open = open;
        }

        /**
         * The oldest and the newest of those who are known at a target and tenant, in whatever place of it.
         *
         * @return each of them once, the oldest rows first; empty when nobody is known
         */
        public List<Known> at(String target, String tenant) {
            return database.read(statements -> {
                List<Stretch> stretches = new ArrayList<>(ended(statements, target, tenant));
                open.stream()
                        .filter(each ->
                                each.target().equals(target) && each.tenant().equals(tenant))
                        .forEach(stretches::add);
                Map<Long, Known> found = new LinkedHashMap<>();
                for (Stretch stretch : stretches) {
                    rows(statements, stretch, "ORDER BY r.id", found);
                    rows(statements, stretch, "ORDER BY r.id DESC", found);
                }
                probes(statements, target, tenant, found);
                return found.values().stream()
                        .sorted(Comparator.comparingLong(Known::row))
                        .toList();
            });
        }
    }

    /** {@return what is known by now: of drops that are being sent, and of those that have ended} */
    public Look look() {
        return new Look(database.read(statements -> {
            List<Long> sending = new ArrayList<>();
            statements.query(
                    result -> sending.add(result.getLong(1)), "SELECT number FROM drops WHERE state = 'SENDING'");
            List<Stretch> stretches = new ArrayList<>();
            for (long drop : sending) {
                stretches.addAll(stretches(statements, drop));
            }
            return stretches;
        }));
    }

    /** Remembers where the rows of a drop that has ended have invited people. */
    static void note(Statements statements, long drop) throws SQLException {
        for (Stretch stretch : stretches(statements, drop)) {
            statements.update(
                    "INSERT INTO places (target, tenant, target_key, row) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (target, tenant, target_key) DO UPDATE SET row = excluded.row",
                    stretch.target(),
                    stretch.tenant(),
                    stretch.targetKey(),
                    stretch.rows().last());
        }
    }

    private static List<Stretch> stretches(Statements statements, long drop) throws SQLException {
        List<Stretch> stretches = new ArrayList<>();
        statements.query(
                result -> stretches.add(new Stretch(
                        result.getString(1),
                        result.getString(2),
                        result.getString(3),
                        new RowRange(result.getLong(4), result.getLong(5)))),
                "SELECT target, tenant, target_key, MIN(id), MAX(id) FROM drop_rows WHERE id IN {rows}" + KNOWN
                        + " GROUP BY target, tenant, target_key",
                RowRange.of(drop));
        return stretches;
    }

    private static List<Stretch> ended(Statements statements, String target, String tenant) throws SQLException {
        List<Stretch> stretches = new ArrayList<>();
        statements.query(
                result -> stretches.add(new Stretch(
                        target,
                        tenant,
                        result.getString(1),
                        RowRange.around(result.getLong(2)).upTo(result.getLong(2)))),
                "SELECT target_key, row FROM places WHERE target = ? AND tenant = ?",
                target,
                tenant);
        return stretches;
    }

    private void rows(Statements statements, Stretch stretch, String order, Map<Long, Known> found)
            throws SQLException {
        statements.query(
                result -> put(result, found),
                SELECTED + "r.id IN {rows} AND r.target = ? AND r.tenant = ? AND r.target_key = ?" + KNOWN + " " + order
                        + " LIMIT ?",
                stretch.rows(),
                stretch.target(),
                stretch.tenant(),
                stretch.targetKey(),
                FROM_EACH_END);
    }

    private void probes(Statements statements, String target, String tenant, Map<Long, Known> found)
            throws SQLException {
        statements.query(
                result -> put(result, found),
                SELECTED + "r.id IN (SELECT p.row FROM probes p WHERE p.target = ? AND p.tenant = ?)" + KNOWN,
                target,
                tenant);
    }

    private void put(ResultSet result, Map<Long, Known> found) throws SQLException {
        long now = clock.millis();
        long at = result.getLong(7);
        found.putIfAbsent(
                result.getLong(1),
                new Known(
                        result.getLong(1),
                        result.getString(2),
                        result.getLong(3),
                        result.getString(4),
                        result.getString(5),
                        result.getString(6),
                        at,
                        at <= now && at > now - settleClock.settleMillis()));
    }
}
