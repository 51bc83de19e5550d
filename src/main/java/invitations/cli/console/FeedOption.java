package invitations.cli.console;

import invitations.base.DisplayText;
import invitations.feed.FeedFolder;
import invitations.feed.FeedReader;
import invitations.settings.Settings;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Names of feeds from the command line: nothing that leads out of the home, and no feed that does not exist. */
public final class FeedOption {
    private FeedOption() {}

    /**
     * Looks whether the home has the feed.
     *
     * @throws ParameterException (exit code 2) when it has not; names the feed that was probably meant
     */
    public static void check(CommandLine command, Settings settings, String feed, Clock clock) {
        problem(settings, feed, clock).ifPresent(problem -> {
            throw new ParameterException(command, "--feed " + problem);
        });
    }

    /** {@return what is wrong with the name, as a sentence that begins with the name; empty when there is such a feed} */
    static Optional<String> problem(Settings settings, String feed, Clock clock) {
        FeedFolder feeds = FeedFolder.of(settings.home(), clock);
        if (feeds.has(feed)) {
            return Optional.empty();
        }
        String said = "'" + DisplayText.printable(feed) + "': ";
        if (!FeedReader.isName(feed)) {
            return Optional.of(said + "expected " + FeedReader.NAME_RULE
                    + feeds.closest(feed)
                            .map(meant -> "; did you mean " + meant + "?")
                            .orElse(""));
        }
        return Optional.of(said + feeds.unknown(feed) + " (home: " + settings.home() + ")");
    }
}
