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
        boolean isCorrection = PlanHold.isCorrection(drop.header());
        return own.read(statements -> history.read(before -> {
            FeedHistory past =
                    new FeedHistory(before, drop, review.isRoster(), RosterComparison.remaster(statements, drop));
            return FigureQuery.of(
                    statements,
                    drop,
                    past,
                    own == history
                            ? RosterComparison.settled(statements, drop, past)
                            : RosterComparison.elsewhere(statements, drop, past, isCorrection),
                    drop.rows(),
                    isCorrection,
                    review.dayBegan(),
                    now);
        }));
    }

    /**
     * {@return the last drop of the feed whose rows count, as the database knows it; empty where there is none}
     *
     * @param own the database that has the drop
     */
    public static Optional<PlanFigures.PastDrop> last(Database own, Database history, Drop drop) {
        boolean isRoster = own.read(statements ->
                statements.isAny("SELECT 1 FROM drops WHERE number = ? AND is_roster = 1", drop.number()));
        return history.read(before ->
                new FeedHistory(before, drop, isRoster, null).last().stream().findFirst());
    }

    /** {@return those of the domains that the feed never had; none where it never had any} */
    public static Set<String> unknown(Database history, Drop drop, Collection<String> domains) {
        return history.read(before -> {
            FeedHistory feed = new FeedHistory(before, drop, false, null);
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
