package invitations.ledger.plan;

import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanFigures.DomainCount;
import invitations.ledger.plan.PlanFigures.PastDrop;
import invitations.ledger.plan.PlanFigures.RosterFigures;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

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
     * @param roster how a roster compares with the last one
     * @param dayBegan when the feed's day began
     */
    static PlanFigures of(
            Statements statements,
            Drop drop,
            FeedHistory history,
            RosterFigures roster,
            long rows,
            boolean isCorrection,
            Instant dayBegan,
            Instant now)
            throws SQLException {
        Counts counts = new Counts();
        statements.query(
                result -> counts.add(result.getString(1), result.getString(2), result.getLong(3)),
                "SELECT status, domain, COUNT(*) FROM drop_rows WHERE id IN {rows} GROUP BY status, domain",
                RowRange.ofFile(drop.number()));
        Unknown unknown = new Unknown();
        if (history.hasDomains()) {
            for (Map.Entry<String, Long> each : counts.domains.entrySet()) {
                if (!history.hasDomain(each.getKey())) {
                    unknown.add(new DomainCount(each.getKey(), each.getValue()));
                }
            }
        }
        List<PastDrop> last = history.last();
        return new PlanFigures(
                rows,
                counts.invalid,
                counts.toBeSent,
                counts.domains.values().stream().mapToLong(Long::longValue).sum(),
                unknown.people,
                unknown.first(),
                unknown.domains,
                history.invitedSince(dayBegan),
                last.isEmpty() ? null : last.get(0),
                history.lately(now),
                roster,
                isCorrection);
    }

    /** How many rows there are, in one pass over them. */
    private static final class Counts {
        private final Map<String, Long> domains = new HashMap<>();
        private long invalid;
        private long toBeSent;

        void add(String status, @Nullable String domain, long rows) {
            RowStatus of = RowStatus.valueOf(status);
            if (of == RowStatus.INVALID) {
                invalid += rows;
            }
            if (RowStatus.UNSENT.contains(of)) {
                toBeSent += rows;
                if (domain != null) {
                    domains.merge(domain, rows, Long::sum);
                }
            }
        }
    }

    /** Domains that the feed never had; the most frequent are kept. */
    private static final class Unknown {
        private final PriorityQueue<DomainCount> most = new PriorityQueue<>(
                Comparator.comparingLong(DomainCount::people).thenComparing(DomainCount::domain));
        private long people;
        private long domains;

        void add(DomainCount each) {
            people += each.people();
            domains++;
            most.add(each);
            if (most.size() > SHOWN) {
                most.remove();
            }
        }

        List<DomainCount> first() {
            return most.stream()
                    .sorted(Comparator.comparingLong(DomainCount::people)
                            .reversed()
                            .thenComparing(DomainCount::domain))
                    .toList();
        }
    }
}
