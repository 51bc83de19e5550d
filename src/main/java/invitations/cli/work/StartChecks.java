package invitations.cli.work;

import invitations.feed.ServerFeeds;
import invitations.home.HomeFolder;
import invitations.ledger.Ledger;
import invitations.remote.ServerSettings;
import invitations.settings.InvalidSettingsException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What must be set before anything can be sent. */
final class StartChecks {
    private StartChecks() {}

    /**
     * Checks that there is a key.
     *
     * @throws InvalidSettingsException when there is no key for any API
     */
    static void of(Settings settings) {
        if (settings.optional(Property.API_KEY).isEmpty()
                && settings.optional(Property.GITBOOK_TOKEN).isEmpty()) {
            throw new InvalidSettingsException(List.of("There is no API key: set " + Property.API_KEY.variable()
                    + " in the environment, or " + Property.API_KEY.key() + " in "
                    + settings.home().resolve("application.properties") + " (readable by its owner only)."));
        }
    }

    /**
     * Checks owners and modes of files.
     *
     * @throws InvalidSettingsException when others may write or read what they must not, of all that the settings name
     */
    static void ofAccess(Settings settings) {
        try {
            List<String> problems = HomeFolder.problems(settings);
            if (!problems.isEmpty()) {
                throw new InvalidSettingsException(
                        problems.stream().map(problem -> problem + ".").toList());
            }
        } catch (IOException e) {
            throw new InvalidSettingsException(List.of(settings.home() + " cannot be looked at: " + e.getMessage()));
        }
    }

    /**
     * Checks that a ledger goes on with its API.
     *
     * @throws InvalidSettingsException when a ledger that knows people of one API would be used with another one
     */
    static void ofTheSameApi(Ledger ledger, Settings before, Settings now) {
        if (!before.apiIdentity().equals(now.apiIdentity()) && ledger.hasReachedApi()) {
            throw new InvalidSettingsException(List.of("The home is for " + before.apiIdentity() + ": for "
                    + now.apiIdentity() + " take a home of its own, or set " + Property.API_ID.key()
                    + " where both are the same API"));
        }
    }

    /**
     * Checks what watching needs.
     *
     * @param clock the time, as the file system has it
     * @throws InvalidSettingsException also when a server that is to be watched cannot be trusted, or logged in to
     */
    static void ofWatching(Settings settings, Clock clock) {
        of(settings);
        List<String> problems = new ArrayList<>(ServerSettings.problems(settings));
        problems.addAll(ServerFeeds.problems(settings, clock));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}
