package invitations.settle;

import invitations.api.ListedInvitation;
import invitations.ledger.send.LookupRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether an invitation was made since a row was first to be sent, by the API's own clock.
 *
 * @param clock the clock that the ledger's times are from
 */
record IntentTime(Clock clock) {
    /** HTTP dates have whole seconds, and a call takes its time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    boolean isMade(ListedInvitation invitation, LookupRow row, Instant serverTime) {
        Instant created = invitation.created();
        Instant intendedAt = row.intendedAt();
        if (created == null || intendedAt == null) {
            return false;
        }
        Instant intended = serverTime.minus(Duration.between(intendedAt, clock.instant()));
        return !created.isBefore(intended.minus(TOLERANCE));
    }
}
