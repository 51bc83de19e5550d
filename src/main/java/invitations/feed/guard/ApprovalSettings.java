package invitations.feed.guard;

import java.time.Duration;

/**
 * Who lets drops of a feed be sent that are held.
 *
 * @param when which drops wait for a person
 * @param people how many different people must approve a drop, from 1
 * @param expires how long after a drop was held it may be approved; later, it is planned and held again
 */
public record ApprovalSettings(When when, int people, Duration expires) {
    /** What holds for feeds that say nothing. */
    public static final ApprovalSettings DEFAULT = new ApprovalSettings(When.GUARDS, 1, Duration.ofDays(7));

    /** Which drops wait for a person. */
    public enum When {
        /** Each. */
        ALWAYS,
        /** Those that a guard holds. */
        GUARDS,
        /** None: a guard is written to the log and to the report, and holds nothing. */
        NEVER
    }
}
