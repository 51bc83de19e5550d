package invitations.ledger.operate;

import java.time.Duration;

/**
 * When approvals of a drop are enough.
 *
 * @param people how many different people must approve it, from 1
 * @param expires how long after it was held they may
 */
public record ApprovalRule(int people, Duration expires) {}
