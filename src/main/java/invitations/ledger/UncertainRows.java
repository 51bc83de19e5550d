package invitations.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of which nobody knows whether the API acted, and when to ask about them. Safe for any number of threads. */
public final class UncertainRows {
    private static final String DUE = " FROM drop_rows WHERE id BETWEEN ? AND ? AND status = 'UNCERTAIN'";

    private final Database database;
    private final SettleClock settleClock;

    UncertainRows(Database database, SettleClock settleClock) {
        this.database = database;
        this.settleClock = settleClock;
    }

    /**
     * Rows that are asked about together, since one list of the API shows them.
     *
     * @param target the target's name
     * @param platformKey the platform that the calls were made for
     * @param calls how many different calls carried those that are due
     * @param listed how many rows of the drop such a list would show at the most
     */
    public record Group(String target, String platformKey, long calls, long listed) {}

    /** Whether any row of the drop is uncertain. */
    public boolean isAnyLeft(Drop drop) {
        return database.read(statements -> {
            boolean[] found = new boolean[1];
            statements.query(result -> found[0] = true, "SELECT 1" + DUE + " LIMIT 1", range(drop));
            return found[0];
        });
    }

    /**
     * How long until it is time to ask; zero when it is, empty when nothing is uncertain. Rows are asked about together,
     * when the last of them is due; the first ones wait for that a settle time more at the most.
     *
     * @param except targets that cannot be asked
     */
    public Optional<Duration> untilDue(Drop drop, Set<String> except) {
        List<Object> parameters = new ArrayList<>(List.of(range(drop)));
        parameters.addAll(except);
        return database.read(statements -> {
            List<Long> due = new ArrayList<>(1);
            statements.query(
                    result -> {
                        if (result.getLong(3) > 0) {
                            due.add(settleClock.together(result.getLong(1), result.getLong(2)));
                        }
                    },
                    "SELECT MIN(ask_at), MAX(ask_at), COUNT(*)" + DUE + OpenRows.except(except),
                    parameters.toArray());
            return due.stream().findFirst().map(settleClock::until);
        });
    }

    /** The groups of rows that were due at that time of the settle clock. */
    public List<Group> groups(Drop drop, long asOf, Set<String> except) {
        List<Object> parameters = new ArrayList<>(List.of(range(drop)));
        parameters.add(asOf);
        parameters.addAll(except);
        return database.read(statements -> {
            List<Group> groups = new ArrayList<>();
            statements.query(
                    result -> groups.add(new Group(result.getString(1), result.getString(2), result.getLong(3), 0)),
                    "SELECT target, platform_key, COUNT(DISTINCT call)" + DUE + " AND ask_at <= ?"
                            + OpenRows.except(except) + " GROUP BY target, platform_key",
                    parameters.toArray());
            for (int i = 0; i < groups.size(); i++) {
                Group group = groups.get(i);
                long listed = listed(statements, drop, group);
                groups.set(i, new Group(group.target(), group.platformKey(), group.calls(), listed));
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
                    "SELECT DISTINCT call" + DUE + " AND ask_at <= ? AND target = ? AND platform_key = ? ORDER BY call",
                    RowId.first(drop.number()),
                    RowId.last(drop.number()),
                    asOf,
                    group.target(),
                    group.platformKey());
            return calls;
        });
    }

    /** The next rows that were due at that time, in the order of the file. */
    public List<UncertainRow> page(Drop drop, long after, int limit, long asOf, Set<String> except) {
        List<Object> parameters =
                new ArrayList<>(List.of(Math.max(after + 1, RowId.first(drop.number())), RowId.last(drop.number())));
        parameters.add(asOf);
        parameters.addAll(except);
        parameters.add(limit);
        return database.read(statements -> {
            List<UncertainRow> page = new ArrayList<>();
            statements.query(
                    result -> page.add(new UncertainRow(
                            result.getLong(1),
                            result.getString(2),
                            result.getString(3),
                            result.getString(4),
                            result.getString(5),
                            result.getString(6),
                            Instant.ofEpochMilli(result.getLong(7)))),
                    "SELECT id, call, target, platform_key, target_key, item, intended_at" + DUE + " AND ask_at <= ?"
                            + OpenRows.except(except) + " ORDER BY id LIMIT ?",
                    parameters.toArray());
            return page;
        });
    }

    private static long listed(Statements statements, Drop drop, Group group) throws SQLException {
        long[] listed = new long[1];
        statements.query(
                result -> listed[0] = result.getLong(1),
                "SELECT COUNT(*) FROM drop_rows WHERE id BETWEEN ? AND ? AND call IS NOT NULL"
                        + " AND status IN ('INVITED', 'UNCERTAIN') AND target = ? AND platform_key = ?",
                RowId.first(drop.number()),
                RowId.last(drop.number()),
                group.target(),
                group.platformKey());
        return listed[0];
    }

    private static Object[] range(Drop drop) {
        return new Object[] {RowId.first(drop.number()), RowId.last(drop.number())};
    }
}
