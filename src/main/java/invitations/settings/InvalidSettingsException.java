package invitations.settings;

import java.util.List;

/** Settings that the bundle does not start with: exit code 78. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problems one sentence each, without any secret */
    public InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
