package invitations.ledger.send;

import invitations.invitation.Operation;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.KnownInvitations;
import invitations.ledger.drop.Lookups;
import invitations.ledger.drop.SettleClock;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.BoundedPage;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows that the API is to be asked about, and when: those of which it is not known whether it acted, and those that
 * are looked up before anything is sent. A method throws {@link LedgerException} when the ledger cannot be read. Safe for
 * any number of threads.
 */
public final class LookupRows {
    /** In the very words by which the database finds its index. */
    private static final String IN_QUESTION =
            " FROM drop_rows WHERE id IN {rows} AND " + StatusSql.in(RowStatus.IN_QUESTION);

    /** That the API refused the whole batch, or counted that it did none of it. */
    private static final String REFUSED =
            "(code = 'BATCH_REFUSED' OR (code = 'UNCERTAIN' AND attempts <= 1 AND ((http BETWEEN 400 AND 499 AND http <> 408)"
                    + " OR EXISTS (SELECT 1 FROM bulk_answers b WHERE b.call = drop_rows.call AND b.successes = 0))))";

    /** Rows that wait for what is left of a pool of blank invitations. */
    private static final String OF_POOLS =
            "status = 'UNCHECKED' AND COALESCE(code, '') IN ('POOL_UNKNOWN', 'POOL_EXHAUSTED')";

    private final Database database;
    private final SettleClock settleClock;
    private final KnownInvitations known;

    public LookupRows(Database database, Clock clock, SettleClock settleClock) {
        this.database = database;
        this.settleClock = settleClock;
        this.known = new KnownInvitations(database, clock, settleClock);
    }

    /** Whom the lists that are asked about them must show. */
    public KnownInvitations known() {
        return known;
    }

    /**
     * Rows that are asked about together, since one list of the API shows them.
     *
     * @param target the target's name
     * @param tenant whom the calls were made for
     * @param calls how many different calls carried those that are due
     * @param listed how many rows of the drop such a list would show at the most
     */
    public record Group(String target, String tenant, long calls, long listed) {}

    /**
     * Blank invitations that rows of a drop are to be given, by what they are known by.
     */
    public record Pool(String target, String tenant, String targetKey, String source) {}

    /** {@return whether any row of the drop is in question} */
    public boolean isAnyLeft(Drop drop) {
        RowRange rows = RowRange.of(drop.number());
        return database.read(statements -> statements.isAny("SELECT 1" + IN_QUESTION + " LIMIT 1", rows));
    }

    /**
     * {@return how long until it is time to ask; zero when it is, empty when nothing is in question} Rows are asked about together,
     * when the last of them is due; the first ones wait for that a settle time more at the most.
     *
     * @param except targets that cannot be asked
     */
    public Optional<Duration> untilDue(Drop drop, Set<String> except) {
        List<Object> parameters = new ArrayList<>(List.of(RowRange.of(drop.number())));
        parameters.addAll(except);
        return database.read(statements -> {
            List<Long> due = new ArrayList<>(1);
            statements.query(
                    result -> {
                        if (result.getLong(3) > 0) {
                            due.add(settleClock.together(result.getLong(1), result.getLong(2)));
                        }
                    },
                    "SELECT MIN(ask_at), MAX(ask_at), COUNT(*)" + IN_QUESTION + OpenRows.except(except),
                    parameters.toArray());
            return due.stream().findFirst().map(settleClock::until);
        });
    }

    /** The groups of uncertain rows that were due at that time of the settle clock. */
    public List<Group> groups(Drop drop, long asOf, Set<String> except) {
        List<Object> parameters = parameters(drop, asOf, except);
        return database.read(statements -> {
            List<Group> groups = new ArrayList<>();
            statements.query(
                    result -> groups.add(new Group(result.getString(1), result.getString(2), result.getLong(3), 0)),
                    "SELECT target, tenant, COUNT(DISTINCT call)" + IN_QUESTION
                            + " AND status = 'UNCERTAIN' AND operation <> 'BLANK' AND ask_at <= ?"
                            + OpenRows.except(except) + " GROUP BY target, tenant",
                    parameters.toArray());
            for (int i = 0; i < groups.size(); i++) {
                Group group = groups.get(i);
                long listed = listed(statements, drop, group);
                groups.set(i, new Group(group.target(), group.tenant(), group.calls(), listed));
            }
            return groups;
        });
    }

    /** The calls that carried the due rows of a group. */
    public List<String> calls(Drop drop, Group group, long asOf) {
        return database.read(statements -> {
            List<String> calls = new ArrayList<>();
            statements.query(
                    result -> calls.add(result.getString(1)),
                    "SELECT DISTINCT call" + IN_QUESTION
                            + " AND status = 'UNCERTAIN' AND operation <> 'BLANK' AND ask_at <= ? AND target = ?"
                            + " AND tenant = ? ORDER BY call",
                    RowRange.of(drop.number()),
                    asOf,
                    group.target(),
                    group.tenant());
            return calls;
        });
    }

    /** The pools of which rows that were due at that time must know what is left. */
    public List<Pool> pools(Drop drop, long asOf, Set<String> except) {
        return database.read(statements -> {
            List<Pool> pools = new ArrayList<>();
            statements.query(
                    result -> pools.add(new Pool(
                            result.getString(1), result.getString(2), result.getString(3), result.getString(4))),
                    "SELECT DISTINCT target, tenant, target_key, pool" + IN_QUESTION + " AND ask_at <= ?"
                            + OpenRows.except(except) + " AND " + OF_POOLS + " ORDER BY 1, 2, 3, 4",
                    parameters(drop, asOf, except).toArray());
            return pools;
        });
    }

    /** The next rows in doubt that were due at that time, in the order of the file, and those that order blank invitations. */
    public List<LookupRow> page(Drop drop, long after, int limit, long asOf, Set<String> except) {
        List<Object> parameters = parameters(drop, asOf, except);
        parameters.set(0, RowRange.of(drop.number()).behind(after));
        return page(OpenRows.except(except) + " AND (status = 'UNCERTAIN' OR operation = 'BLANK')", parameters, limit);
    }

    /**
     * The next rows that are to be looked up before they are sent, and were due at that time: first steps, then the rows of
     * the file that may wait for these; without those that wait for a pool, and without blank invitations.
     *
     * @param after the id of the last row of the page before, 0 for the first page
     */
    public List<LookupRow> lookups(Drop drop, long after, int limit, long asOf, Set<String> except) {
        RowRange file = RowRange.ofFile(drop.number());
        RowRange steps = RowRange.ofFirstSteps(drop.number());
        if (after == 0 || after >= steps.first()) {
            List<LookupRow> found = lookups(steps.behind(after), limit, asOf, except);
            return found.isEmpty() ? lookups(file, limit, asOf, except) : found;
        }
        return lookups(file.behind(after), limit, asOf, except);
    }

    private List<LookupRow> lookups(RowRange rows, int limit, long asOf, Set<String> except) {
        List<Object> parameters = new ArrayList<>(List.of(rows, asOf));
        parameters.addAll(except);
        return page(
                OpenRows.except(except) + " AND status = 'UNCHECKED' AND operation <> 'BLANK' AND NOT (" + OF_POOLS
                        + ")",
                parameters,
                limit);
    }

    /** {@return whether the ledger was brought back, and does not know whether the row was sent since it was saved} */
    public boolean mayHaveBeenSent(LookupRow row) {
        return !row.isOnlyAsked()
                && database.read(statements ->
                        statements.isAny("SELECT 1 FROM drop_rows WHERE id = ? AND " + Lookups.UNKNOWN, row.id()));
    }

    private List<LookupRow> page(String which, List<Object> range, int limit) {
        Object[] parameters = Stream.concat(range.stream(), Stream.of(limit)).toArray();
        return database.read(statements -> {
            var page =
                    new BoundedPage<>(this::read, (LookupRow row) -> row.item().length());
            statements.query(
                    page::take,
                    "SELECT id, target, operation, tenant, target_key, pool, item, status = 'UNCHECKED', existing, intended_at, at, http,"
                            + " instead_of IS NOT NULL, ask_first = 2, (SELECT reinvite_after FROM drops"
                            + " WHERE number = (drop_rows.id >> 32)), " + REFUSED
                            + IN_QUESTION + " AND ask_at <= ?" + which + " ORDER BY id LIMIT ?",
                    parameters);
            return page.rows();
        });
    }

    private LookupRow read(ResultSet result) throws SQLException {
        long intendedAt = result.getLong(10);
        boolean isIntended = !result.wasNull();
        long reinviteAfter = result.getLong(15);
        boolean reinvites = !result.wasNull();
        return new LookupRow(
                result.getLong(1),
                result.getString(2),
                Operation.valueOf(result.getString(3)),
                result.getString(4),
                result.getString(5),
                result.getString(6),
                result.getString(7),
                result.getBoolean(8),
                result.getBoolean(14),
                result.getLong(9),
                isIntended ? Instant.ofEpochMilli(intendedAt) : null,
                isIntended ? settleClock.actedBy(result.getLong(11), result.getInt(12)) : null,
                result.getBoolean(13),
                reinvites ? Duration.ofMillis(reinviteAfter) : null,
                result.getBoolean(16));
    }

    private static long listed(Statements statements, Drop drop, Group group) throws SQLException {
        return statements.number(
                "SELECT COUNT(*) FROM drop_rows WHERE id IN {rows} AND call IS NOT NULL AND "
                        + StatusSql.in(RowStatus.setOf(RowStatus.INVITED, RowStatus.UNCERTAIN))
                        + " AND target = ? AND tenant = ?",
                RowRange.of(drop.number()),
                group.target(),
                group.tenant());
    }

    private static List<Object> parameters(Drop drop, long asOf, Set<String> except) {
        List<Object> parameters = new ArrayList<>(List.of(RowRange.of(drop.number())));
        parameters.add(asOf);
        parameters.addAll(except);
        return parameters;
    }
}
