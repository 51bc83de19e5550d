package invitations.invitation;

import java.util.Locale;
import java.util.Optional;

/** What the rows of a target ask for. */
public enum Operation {
    /** To invite a person; one call a row. */
    SINGLE,
    /**
     * To invite a person; one call for many rows of one tenant. Like {@link #SINGLE} in everything but how its calls are
     * cut: neither the outcome of a row nor its {@link InvitationKey} depends on it.
     */
    BULK,
    /** To make blank invitations, which wait for people to be told. */
    BLANK,
    /** To give a blank invitation to a person. */
    REDEEM;

    /** The name in columns, feeds and reports: {@code single}, {@code bulk}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The operation of that label, whatever its case; empty when there is none. */
    public static Optional<Operation> of(String label) {
        for (Operation operation : values()) {
            if (operation.label().equalsIgnoreCase(label.strip())) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
