package invitations.guard;

import invitations.feed.Feed;
import invitations.feed.FeedReader;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.operate.Approval;
import invitations.ledger.plan.PlanFigures;
import java.util.List;
import java.util.function.Supplier;

/** Asks the guards about drops that are planned already. Safe for any number of threads. */
public final class GuardCheck {
    private final Ledger ledger;
    private final Supplier<FeedReader> feeds;

    public GuardCheck(Ledger ledger, Supplier<FeedReader> feeds) {
        this.ledger = ledger;
        this.feeds = feeds;
    }

    /**
     * {@return why guards would hold the drop if only so many of its invitations were sent}
     *
     * @param limit the greatest number of invitations
     */
    public List<HoldReason> tripped(Drop drop, long limit) {
        GuardReview review = review(drop);
        PlanFigures figures = ledger.planFigures(ledger, drop, review);
        return review.review(figures.limitedTo(limit));
    }

    /**
     * {@return why guards would hold the drop}
     *
     * @param history the ledger that knows what the feed did before
     */
    public List<HoldReason> tripped(Drop drop, Ledger history) {
        GuardReview review = review(drop);
        return review.review(ledger.planFigures(history, drop, review));
    }

    /** Takes note that a person approves the drop, right after it was planned; answers it as it is then. */
    public Drop approveAtOnce(Drop drop, Approval by) {
        return ledger.holds()
                .approveAtOnce(drop, by, Guards.rule(feed(drop).guards().approval()));
    }

    private GuardReview review(Drop drop) {
        return new Guards(ledger.clock()).review(feed(drop));
    }

    private Feed feed(Drop drop) {
        return feeds.get().named(drop.feed());
    }
}
