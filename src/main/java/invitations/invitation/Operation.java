package invitations.invitation;

import java.util.Locale;
import java.util.Optional;

/** How the calls of a target are cut. The outcome of a row does not depend on it, nor does its {@link InvitationKey}. */
public enum Operation {
    /** One call a row. */
    SINGLE,
    /** One call for many rows of one platform. */
    BULK;

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
