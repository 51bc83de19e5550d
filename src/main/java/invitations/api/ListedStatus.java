package invitations.api;

import java.time.Instant;
import java.util.Locale;

/** How an invitation stands, as the vendor defines it. */
public enum ListedStatus {
    PENDING,
    ACCEPTED,
    EXPIRED;

    /** Accepted when it is not active any more; expired when its end has passed without that. */
    public static ListedStatus of(ListedInvitation invitation, Instant now) {
        if (invitation.isAccepted()) {
            return ACCEPTED;
        }
        return invitation.isLive(now) ? PENDING : EXPIRED;
    }

    /** The name in files: {@code pending}, {@code accepted}, {@code expired}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
