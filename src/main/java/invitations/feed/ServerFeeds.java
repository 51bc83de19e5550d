package invitations.feed;

import invitations.settings.Property;
import invitations.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The feeds that properties name for the folders of servers: each must exist. */
public final class ServerFeeds {
    private ServerFeeds() {}

    /**
     * {@return what is wrong, in sentences that name the property and say what to do; empty when nothing is}
     *
     * @param clock the time, as the file system has it
     */
    public static List<String> problems(Settings settings, Clock clock) {
        FeedFolder feeds = FeedFolder.of(settings.home(), clock);
        List<String> problems = new ArrayList<>();
        for (Property property : List.of(Property.SFTP_FEED, Property.FTPS_FEED)) {
            String feed = settings.text(property);
            if (!feeds.has(feed)) {
                problems.add(property.key() + ": " + feeds.unknown(feed));
            }
        }
        return problems;
    }
}
