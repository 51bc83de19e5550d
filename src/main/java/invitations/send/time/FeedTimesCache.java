package invitations.send.time;

import invitations.base.FileStamp;
import invitations.feed.FeedFolder;
import invitations.feed.TimeSettingsReader;
import invitations.feed.time.FeedTimes;
import invitations.invitation.FileRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The times of feeds, for those who ask often: a feed's file is read again when it has changed. A file with a mistake has no
 * times: what refuses the mistake comes right behind. Safe for any number of threads.
 */
public final class FeedTimesCache {
    private final Path home;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param home the folder that has {@code feeds/} */
    public FeedTimesCache(Path home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** What was read; the stamp is null where the feed had no file. */
    private record Known(@Nullable FileStamp stamp, FeedTimes times) {}

    /** {@return what the feed says now} */
    public FeedTimes of(String feed) {
        FileStamp now = stamp(feed);
        Known before = known.get(feed);
        if (before != null && Objects.equals(before.stamp(), now)) {
            return before.times();
        }
        FeedTimes times = read(feed);
        known.put(feed, new Known(now, times));
        return times;
    }

    private FeedTimes read(String feed) {
        try {
            return TimeSettingsReader.of(FeedFolder.of(home, clock), feed);
        } catch (FileRefusedException mistake) {
            return FeedTimes.ANY;
        }
    }

    private @Nullable FileStamp stamp(String feed) {
        Path file = home.resolve("feeds").resolve(feed + FeedFolder.ENDING);
        if (!file.toFile().exists()) {
            return null;
        }
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            return null;
        }
    }
}
