package invitations.settings;

import java.util.List;

/** Settings that the bundle does not start with: exit code 78. */
public final class InvalidSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problems one sentence each, without any secret */
    public InvalidSettings(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
