package invitations.ledger.send;

import invitations.invitation.OpenRow;
import org.jspecify.annotations.Nullable;

/**
 * A row that waits for a call, and whom it goes to.
 *
 * @param domain the domain of its address; null where it has none
 */
public record RowOfDomain(OpenRow row, @Nullable String domain) {}
