package invitations.remote;

import invitations.settings.Property;
import invitations.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What must be set for the servers that are named, before anything is asked of them. */
public final class ServerSettings {
    private ServerSettings() {}

    /** {@return what is wrong, in sentences that say what to do; empty when nothing is} Asks no server. */
    public static List<String> problems(Settings settings) {
        List<String> problems = new ArrayList<>();
        if (settings.optional(Property.SFTP_HOST).isPresent()) {
            demand(settings, Property.SFTP_USERNAME, problems);
            settings.optional(Property.SFTP_KEY_FILE).map(Path::of).ifPresent(file -> {
                if (!Files.isReadable(file)) {
                    problems.add(Property.SFTP_KEY_FILE.key() + ": " + file + " is not there, or cannot be read");
                }
            });
            if (settings.optional(Property.SFTP_KEY_FILE).isEmpty()) {
                demand(settings, Property.SFTP_PASSWORD, problems);
            }
            HostKeys.problem(settings).ifPresent(problems::add);
        }
        if (settings.optional(Property.FTPS_HOST).isPresent()) {
            demand(settings, Property.FTPS_USERNAME, problems);
            demand(settings, Property.FTPS_PASSWORD, problems);
            try {
                TrustedAuthorities.context(settings);
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    private static void demand(Settings settings, Property property, List<String> problems) {
        if (settings.optional(property).isEmpty()) {
            problems.add(property.key() + " is not set, and the server that is named needs it");
        }
    }
}
