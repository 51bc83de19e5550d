package invitations.ledger.send;

import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Canaries;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.Prerequisites;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.BoundedPage;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rows that wait for a call, read in pages by their id. A method throws {@link LedgerException} when the ledger
 * cannot be read. Safe for any number of threads.
 */
public final class OpenRows {
    static final String COLUMNS =
            "id, target, operation, tenant, target_key, item, key2 IS NOT NULL AS two, attempts, existing, domain";

    static final String UNSENT = StatusSql.in(RowStatus.UNSENT);

    private final Database database;

    public OpenRows(Database database) {
        this.database = database;
    }

    /**
     * The next rows of the drop that may be sent, in the order of the file.
     *
     * @param after the id of the last row of the page before, 0 for the first page
     * @param limit how many at the most
     * @param except targets whose rows are left out
     */
    public List<OpenRow> page(Drop drop, long after, int limit, Set<String> except) {
        return page(drop, new Range(after, Long.MAX_VALUE), limit, except, "");
    }

    /** Rows by their ids: those behind the first one, up to the last one. */
    public record Range(long after, long upTo) {
        /** All rows of a drop. */
        public static final Range ALL = new Range(0, Long.MAX_VALUE);

        /** Those behind that row as well. */
        public Range behind(long row) {
            return new Range(Math.max(after, row), upTo);
        }
    }

    /** The same, without rows that wait for the claim of another row or for their first step: they would cost a place in
     * the pace of sending. */
    public List<OpenRow> free(Drop drop, long after, int limit, Set<String> except) {
        return free(drop, new Range(after, Long.MAX_VALUE), limit, except);
    }

    /** The same, within a range of rows. */
    public List<OpenRow> free(Drop drop, Range range, int limit, Set<String> except) {
        return page(drop, range, limit, except, free(drop));
    }

    private String free(Drop drop) {
        boolean hasFirstSteps = database.read(statements -> Prerequisites.areThere(statements, drop.number()));
        return " AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.key IN (key1, key2) AND c.row <> drop_rows.id)"
                + (hasFirstSteps ? Prerequisites.AWAITED : "");
    }

    /**
     * The same, with the domains of the rows.
     *
     * @param exceptDomains domains whose rows are left out
     */
    public List<RowOfDomain> freeOfDomains(
            Drop drop, Range range, int limit, Set<String> except, Set<String> exceptDomains) {
        List<Object> domains = new ArrayList<>(exceptDomains);
        while (Integer.bitCount(domains.size()) > 1) {
            // So that statements of few lengths are prepared.
            domains.add("");
        }
        String condition = domains.isEmpty()
                ? ""
                : " AND (domain IS NULL OR domain NOT IN (?" + ", ?".repeat(domains.size() - 1) + "))";
        return page(
                drop,
                range,
                limit,
                except,
                free(drop) + condition,
                domains,
                () -> new BoundedPage<>(
                        result -> new RowOfDomain(read(result), result.getString("domain")),
                        row -> row.row().item().length()));
    }

    /** Rows that one permission is needed for. */
    public record Group(String target, Operation operation, String tenant) {}

    /** The groups of the drop's rows that were not sent yet, or are to be sent again. */
    public List<Group> groups(Drop drop) {
        return database.read(statements -> {
            List<Group> groups = new ArrayList<>();
            statements.query(
                    result -> groups.add(new Group(
                            result.getString(1), Operation.valueOf(result.getString(2)), result.getString(3))),
                    "SELECT DISTINCT target, operation, tenant FROM drop_rows WHERE id IN {rows} AND " + UNSENT
                            + " ORDER BY 1, 2, 3",
                    RowRange.of(drop.number()));
            return groups;
        });
    }

    /** The targets that have to be reached for the drop to end. */
    public List<String> targets(Drop drop) {
        return database.read(statements -> {
            List<String> targets = new ArrayList<>();
            statements.query(
                    result -> targets.add(result.getString(1)),
                    "SELECT DISTINCT target FROM drop_rows WHERE id IN {rows} AND " + StatusSql.in(RowStatus.OPEN),
                    RowRange.of(drop.number()));
            return targets;
        });
    }

    /**
     * {@return whether any row of the drop was not sent yet, or is to be sent again; also those that the API is asked about first}
     *
     * @param except targets whose rows are left out
     */
    public boolean isAnyLeft(Drop drop, Set<String> except) {
        List<Object> parameters = new ArrayList<>(List.of(RowRange.of(drop.number())));
        parameters.addAll(except);
        return database.read(statements -> statements.isAny(
                "SELECT 1 FROM drop_rows WHERE id IN {rows} AND " + UNSENT + except(except) + " LIMIT 1",
                parameters.toArray()));
    }

    /** {@return the same of the rows that may be sent now: not of those that wait for the drop's canary} */
    public boolean isAnyLeftNow(Drop drop, Set<String> except) {
        return database.read(statements -> {
            for (RowRange rows : Canaries.sendable(statements, drop.number())) {
                List<Object> parameters = new ArrayList<>(List.of(rows));
                parameters.addAll(except);
                if (statements.isAny(
                        "SELECT 1 FROM drop_rows WHERE id IN {rows} AND " + UNSENT + except(except) + " LIMIT 1",
                        parameters.toArray())) {
                    return true;
                }
            }
            return false;
        });
    }

    /** A page of the rows that may be sent now: of all, or of those of the drop's canary. */
    private List<OpenRow> page(Drop drop, Range range, int limit, Set<String> except, String condition) {
        return page(
                drop,
                range,
                limit,
                except,
                condition,
                List.of(),
                () -> new BoundedPage<>(OpenRows::read, row -> row.item().length()));
    }

    private <T> List<T> page(
            Drop drop,
            Range range,
            int limit,
            Set<String> except,
            String condition,
            List<Object> values,
            Supplier<BoundedPage<T>> pages) {
        for (RowRange rows : database.read(statements -> Canaries.sendable(statements, drop.number()))) {
            List<T> found =
                    page(rows.behind(range.after()).upTo(range.upTo()), limit, except, condition, values, pages.get());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private <T> List<T> page(
            RowRange rows, int limit, Set<String> except, String condition, List<Object> values, BoundedPage<T> page) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(rows);
        parameters.addAll(except);
        parameters.addAll(values);
        parameters.add(limit);
        return database.read(statements -> {
            statements.query(
                    page::take,
                    "SELECT " + COLUMNS + " FROM drop_rows"
                            + " WHERE id IN {rows} AND " + StatusSql.in(RowStatus.SENDABLE) + except(except)
                            + condition
                            + " ORDER BY id LIMIT ?",
                    parameters.toArray());
            return page.rows();
        });
    }

    /** The condition that leaves these targets out, with a place for each. */
    static String except(Set<String> targets) {
        return targets.isEmpty() ? "" : " AND target NOT IN (" + "?, ".repeat(targets.size() - 1) + "?)";
    }

    static OpenRow read(ResultSet result) throws SQLException {
        return new OpenRow(
                result.getLong(1),
                result.getString(2),
                Operation.valueOf(result.getString(3)),
                result.getString(4),
                result.getString(5),
                result.getString(6),
                result.getBoolean(7) ? 2 : 1,
                result.getInt(8),
                result.getLong(9));
    }
}
