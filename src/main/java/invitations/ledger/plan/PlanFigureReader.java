package invitations.ledger.plan;

import invitations.ledger.drop.Drop;
import invitations.ledger.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the figures of drops that are planned already. */
public final class PlanFigureReader {
    private PlanFigureReader() {}

    /**
     * {@return the figures}
     *
     * @param own the database that has the drop
     * @param history the one that knows what its feed did before
     * @param review what the figures are for
     */
    public static PlanFigures read(Database own, Database history, Drop drop, PlanReview review, Instant now) {
        return own.read(statements -> history.read(before -> FigureQuery.of(
                statements,
                drop,
                new FeedHistory(before, drop, review.isRoster(), RosterComparison.remaster(statements, drop)),
                drop.rows(),
                PlanHold.isCorrection(drop.header()),
                review.dayBegan(),
                now)));
    }

    /** {@return the last drop of the feed whose rows count, as the database knows it; empty where there is none} */
    public static Optional<PlanFigures.PastDrop> last(Database history, Drop drop) {
        return history.read(
                before -> new FeedHistory(before, drop).last().stream().findFirst());
    }

    /** {@return those of the domains that the feed never had; none where it never had any} */
    public static Set<String> unknown(Database history, Drop drop, Collection<String> domains) {
        return history.read(before -> {
            FeedHistory feed = new FeedHistory(before, drop);
            Set<String> unknown = new HashSet<>();
            if (feed.hasDomains()) {
                for (String domain : domains) {
                    if (!feed.hasDomain(domain)) {
                        unknown.add(domain);
                    }
                }
            }
            return unknown;
        });
    }
}
