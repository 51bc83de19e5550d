package invitations.guard;

import invitations.feed.Feed;
import invitations.feed.guard.ApprovalSettings;
import invitations.ledger.operate.ApprovalRule;
import java.time.Clock;

/** Makes what reviews the plans of a feed. Safe for any number of threads. */
public final class Guards {
    private final Clock clock;

    public Guards(Clock clock) {
        this.clock = clock;
    }

    /** {@return what decides whether a plan of the feed is held, by the settings that it was planned by} */
    public GuardReview review(Feed feed) {
        return new GuardReview(
                feed.name(),
                feed.guards(),
                feed.settingsHash(),
                feed.precautions().canary(),
                feed.precautions().isDryRun(),
                clock);
    }

    /** {@return when approvals are enough, by what a feed says} */
    public static ApprovalRule rule(ApprovalSettings settings) {
        return new ApprovalRule(settings.people(), settings.expires());
    }
}
