package invitations.ledger.plan;

import invitations.ledger.drop.Drop;
import invitations.ledger.store.Database;
import java.time.Instant;

/** Reads the figures of drops that are planned already. */
public final class PlanFigureReader {
    private PlanFigureReader() {}

    /**
     * {@return the figures}
     *
     * @param own the database that has the drop
     * @param history the one that knows what its feed did before
     * @param dayBegan when the feed's day began
     */
    public static PlanFigures read(Database own, Database history, Drop drop, Instant dayBegan, Instant now) {
        return own.read(statements -> history.read(before -> FigureQuery.of(
                statements,
                drop,
                new FeedHistory(before, drop),
                drop.rows(),
                PlanHold.isCorrection(drop.header()),
                dayBegan,
                now)));
    }
}
