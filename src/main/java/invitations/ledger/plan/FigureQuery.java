package invitations.ledger.plan;

import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanFigures.DomainCount;
import invitations.ledger.plan.PlanFigures.PastDrop;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Reads the figures of a plan. */
final class FigureQuery {
    private static final int SHOWN = 3;
    /** What is to be sent; first steps are not counted, since their rows are. */
    static final String TO_BE_SENT = "id IN {rows} AND " + StatusSql.in(RowStatus.UNSENT);

    private FigureQuery() {}

    /**
     * {@return the figures of a drop whose rows have all been planned}
     *
     * @param statements of the ledger that has the drop's rows
     * @param history what the feed did before
     * @param dayBegan when the feed's day began
     */
    static PlanFigures of(
            Statements statements,
            Drop drop,
            FeedHistory history,
            long rows,
            boolean isCorrection,
            Instant dayBegan,
            Instant now)
            throws SQLException {
        RowRange range = RowRange.ofFile(drop.number());
        long[] known = {0, 0, 0};
        PriorityQueue<DomainCount> unknown = new PriorityQueue<>(
                Comparator.comparingLong(DomainCount::people).thenComparing(DomainCount::domain));
        boolean hasDomains = history.hasDomains();
        for (DomainCount each : domains(statements, range)) {
            known[0] += each.people();
            if (hasDomains && !history.hasDomain(each.domain())) {
                known[1] += each.people();
                known[2]++;
                unknown.add(each);
                if (unknown.size() > SHOWN) {
                    unknown.remove();
                }
            }
        }
        List<PastDrop> last = history.last();
        return new PlanFigures(
                rows,
                statements.number("SELECT COUNT(*) FROM drop_rows WHERE id IN {rows} AND status = 'INVALID'", range),
                statements.number("SELECT COUNT(*) FROM drop_rows WHERE " + TO_BE_SENT, range),
                known[0],
                known[1],
                unknown.stream()
                        .sorted(Comparator.comparingLong(DomainCount::people).reversed())
                        .toList(),
                known[2],
                history.invitedSince(dayBegan),
                last.isEmpty() ? null : last.get(0),
                history.lately(now),
                isCorrection);
    }

    private static List<DomainCount> domains(Statements statements, RowRange range) throws SQLException {
        List<DomainCount> domains = new ArrayList<>();
        statements.query(
                result -> domains.add(new DomainCount(result.getString(1), result.getLong(2))),
                "SELECT domain, COUNT(*) FROM drop_rows WHERE " + TO_BE_SENT
                        + " AND domain IS NOT NULL GROUP BY domain",
                range);
        return domains;
    }
}
