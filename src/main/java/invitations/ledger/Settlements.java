package invitations.ledger;

import invitations.invitation.Code;
import invitations.invitation.Operation;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of which nobody knows whether the API acted, and what asking it made of them. A reading that does not find a
 * row proves nothing, since lists may be late; two of them, a settle time apart, do. Safe for any number of threads.
 */
public final class Settlements {
    /** How many calls that may have been acted on a row gets, before a person must look at it. */
    public static final int MOST_ATTEMPTS = 6;

    private static final String DUE = " FROM drop_rows WHERE id BETWEEN ? AND ? AND status = 'UNCERTAIN'";

    private final Database database;
    private final Clock clock;
    private final SettleClock settleClock;

    Settlements(Database database, Clock clock, SettleClock settleClock) {
        this.database = database;
        this.clock = clock;
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

    /** The API has the invitations that these rows asked for, each with its id there. */
    public void found(Map<Long, String> remoteIds) {
        database.write(statements -> {
            int ended = 0;
            for (Map.Entry<Long, String> found : remoteIds.entrySet()) {
                ended += end(statements, found.getKey(), "INVITED", null, "found on asking", found.getValue());
            }
            return ended;
        });
    }

    /** The API has an invitation for the person, and it is not the row's. */
    public void foundAnother(long row, @Nullable String remoteId, String message) {
        database.write(statements -> end(statements, row, "ALREADY_INVITED", Code.ALREADY_INVITED, message, remoteId));
    }

    /** The API cannot say it. */
    public void leaveToReview(long row, String message) {
        database.write(statements -> end(statements, row, "NEEDS_REVIEW", Code.UNCERTAIN, message, null));
    }

    /** The API cannot say it of any of the group's rows. */
    public void leaveToReview(Drop drop, String target, String platformKey, String message) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET status = 'NEEDS_REVIEW', code = 'UNCERTAIN', message = ?, at = ?"
                        + " WHERE id BETWEEN ? AND ? AND status = 'UNCERTAIN' AND target = ? AND platform_key = ?",
                message,
                clock.millis(),
                RowId.first(drop.number()),
                RowId.last(drop.number()),
                target,
                platformKey));
    }

    /**
     * A reading did not find the row. The first time, it waits for the second; then it is proved that nobody was
     * invited: it may be sent again by itself, unless the API had said no, or there were attempts enough.
     */
    public void absent(long row) {
        database.write(statements -> {
            List<Long> rows = List.of(row);
            RowEvent.ABSENT.note(statements, rows, "UNCERTAIN", clock.millis());
            int first = statements.update(
                    "UPDATE drop_rows SET absences = 1, ask_at = ?"
                            + " WHERE id = ? AND status = 'UNCERTAIN' AND absences = 0",
                    settleClock.due(),
                    row);
            return first == 1 ? first : absentAgain(statements, row);
        });
    }

    private int absentAgain(Statements statements, long row) throws SQLException {
        int ended = statements.update(
                """
                UPDATE drop_rows SET at = ?, ask_at = NULL,
                  status = CASE WHEN code = 'REFUSED_BY_API' THEN 'REFUSED' WHEN attempts >= ? THEN 'UNPROCESSED'
                    ELSE 'RETRYABLE' END,
                  operation = CASE code WHEN 'BATCH_REFUSED' THEN operation ELSE ? END,
                  message = CASE WHEN code <> 'REFUSED_BY_API' AND attempts >= ?
                    THEN 'sent ' || attempts || ' times, and the API has no invitation: ' || message
                    ELSE message END,
                  code = CASE WHEN code <> 'REFUSED_BY_API' AND attempts >= ? THEN 'ATTEMPTS_EXHAUSTED' ELSE code END
                WHERE id = ? AND status = 'UNCERTAIN'""",
                clock.millis(),
                MOST_ATTEMPTS,
                Operation.SINGLE.name(),
                MOST_ATTEMPTS,
                MOST_ATTEMPTS,
                row);
        if (ended == 1) {
            Claims.release(statements, row);
        }
        return ended;
    }

    /** The API could not be asked now: the row waits once more. */
    public void later(long row) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET ask_at = ? WHERE id = ? AND status = 'UNCERTAIN'", settleClock.due(), row));
    }

    /** The API could not be asked now: the group's rows wait once more. */
    public void later(Drop drop, String target, String platformKey) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET ask_at = ? WHERE id BETWEEN ? AND ? AND status = 'UNCERTAIN'"
                        + " AND target = ? AND platform_key = ?",
                settleClock.due(),
                RowId.first(drop.number()),
                RowId.last(drop.number()),
                target,
                platformKey));
    }

    private int end(
            Statements statements,
            long row,
            String status,
            @Nullable Code code,
            String message,
            @Nullable String remoteId)
            throws SQLException {
        return statements.update(
                "UPDATE drop_rows SET status = ?, code = ?, message = ?, remote_id = ?, at = ?, ask_at = NULL"
                        + " WHERE id = ? AND status = 'UNCERTAIN'",
                status,
                code == null ? null : code.name(),
                message,
                remoteId,
                clock.millis(),
                row);
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
