package invitations.ledger.plan;

import invitations.ledger.drop.HoldReason;
import java.time.Instant;
import java.util.List;

/** What decides, in the transaction that ends a plan, whether its drop is held. */
public interface PlanReview {
    /** {@return when the day of the feed began} */
    Instant dayBegan();

    /** {@return whether each file of the feed is the whole list, and is compared with the last one} */
    boolean isRoster();

    /** {@return a hash of all settings that say what becomes of the file; an approval is for these only} */
    String settingsHash();

    /** {@return how many different people must approve a plan that is held, from 1} */
    int approvers();

    /** {@return how many rows are sent alone and read back before the rest; 0 where none are} */
    default int canary() {
        return 0;
    }

    /** {@return whether nothing of the plan is sent, approved or not} */
    default boolean isDryRun() {
        return false;
    }

    /** {@return why the plan is held; empty where it is not} */
    List<HoldReason> review(PlanFigures figures);
}
