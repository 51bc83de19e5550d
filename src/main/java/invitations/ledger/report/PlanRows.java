package invitations.ledger.report;

import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanFigureReader;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.BoundedPage;
import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the plan of a drop would do. However large the file, only a page of it is held. A method throws
 * {@link LedgerException} when the ledger cannot be read. Safe for any number of threads.
 */
public final class PlanRows {
    private static final String COLUMNS =
            "SELECT id, line, status, cells, code, message, target, tenant, target_key, item FROM drop_rows";

    /** All that would be sent are one kind, and rows that are left out differ by the reason. */
    private static final String KIND =
            "CASE WHEN " + StatusSql.in(RowStatus.UNSENT) + " THEN 'PLANNED' ELSE status END";

    private static final String REASON =
            "CASE WHEN " + StatusSql.in(RowStatus.setOf(RowStatus.SKIPPED, RowStatus.UNPROCESSED)) + " THEN code END";

    private final Database database;

    public PlanRows(Database database) {
        this.database = database;
    }

    /**
     * {@return the next rows of the drop's file, in its order; none behind the last one}
     *
     * @param after the id of the last row of the page before, 0 for the first page
     * @param limit how many at the most
     */
    public List<PlanRow> page(Drop drop, long after, int limit) {
        return database.read(statements -> {
            BoundedPage<PlanRow> page = new BoundedPage<>(PlanRows::read, PlanRows::size);
            statements.query(
                    page::take,
                    COLUMNS + " WHERE id IN {rows} ORDER BY id LIMIT ?",
                    RowRange.ofFile(drop.number()).behind(after),
                    limit);
            return page.rows();
        });
    }

    /** Hands over the groups of the drop's rows, in the order of their first rows. */
    public void eachGroup(Drop drop, Consumer<PlanGroup> reader) {
        database.read(statements -> {
            statements.query(
                    result -> reader.accept(new PlanGroup(
                            RowStatus.valueOf(result.getString(1)),
                            result.getString(2),
                            result.getString(3),
                            result.getString(4),
                            result.getLong(5),
                            result.getLong(6),
                            result.getLong(7))),
                    "SELECT " + KIND + ", " + REASON
                            + ", target, tenant, COUNT(*), MIN(id), MAX(id) FROM drop_rows WHERE id IN {rows}"
                            + " GROUP BY 1, 2, 3, 4 ORDER BY 6",
                    RowRange.ofFile(drop.number()));
            return drop;
        });
    }

    /**
     * {@return the first rows of a group, in the order of the file}
     *
     * @param most how many at the most
     */
    public List<PlanRow> first(PlanGroup group, int most) {
        return database.read(statements -> {
            List<PlanRow> rows = new ArrayList<>();
            statements.query(
                    result -> rows.add(read(result)),
                    COLUMNS + " WHERE id IN {rows} AND " + KIND + " = ? AND COALESCE(" + REASON + ", '') = ?"
                            + " AND COALESCE(target, '') = ? AND COALESCE(tenant, '') = ? ORDER BY id LIMIT ?",
                    new RowRange(group.firstId(), group.lastId()),
                    group.status().name(),
                    text(group.code()),
                    text(group.target()),
                    text(group.tenant()),
                    Math.min(most, group.rows()));
            return rows;
        });
    }

    /** Hands over the domains of those who would be invited with how many people each has, the most frequent first. */
    public void eachDomain(Drop drop, ObjLongConsumer<String> reader) {
        database.read(statements -> {
            statements.query(
                    result -> reader.accept(result.getString(1), result.getLong(2)),
                    "SELECT domain, COUNT(*) FROM drop_rows WHERE id IN {rows} AND domain IS NOT NULL AND "
                            + StatusSql.in(RowStatus.UNSENT) + " GROUP BY domain ORDER BY 2 DESC, 1",
                    RowRange.ofFile(drop.number()));
            return drop;
        });
    }

    /** {@return those of the domains that the drop's feed never had, though it had others, by what the other ledger knows} */
    public Set<String> unknownDomains(PlanRows history, Drop drop, Collection<String> domains) {
        return PlanFigureReader.unknown(history.database, drop, domains);
    }

    /** {@return what the file has otherwise than its feed's last one, by what the other ledger knows; empty for none} */
    public Optional<PlanDifference> difference(PlanRows history, Drop drop) {
        return PlanDifference.of(database, history.database, drop);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static PlanRow read(ResultSet result) throws SQLException {
        return new PlanRow(
                result.getLong(1),
                result.getLong(2),
                RowStatus.valueOf(result.getString(3)),
                Json.texts(result.getString(4)),
                result.getString(5),
                result.getString(6),
                result.getString(7),
                result.getString(8),
                result.getString(9),
                result.getString(10));
    }

    private static int size(PlanRow row) {
        int size = text(row.message()).length() + text(row.item()).length();
        for (String cell : row.cells()) {
            size += cell.length();
        }
        return size;
    }
}
