package invitations.feed;

import invitations.base.FileStamp;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whom feeds let be invited, for those who ask often: a feed's file is read again when it has changed. Thread-safe. */
public final class RestrictionCache {
    private final Path folder;
    private final Supplier<FeedReader> feeds;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param home the folder that has {@code feeds/} */
    public RestrictionCache(Path home, Supplier<FeedReader> feeds) {
        this.folder = home.resolve("feeds");
        this.feeds = feeds;
    }

    private record Known(FileStamp state, Restrictions restrictions) {}

    /**
     * {@return what the feed says now}
     *
     * @throws FileRefusedException {@code INVALID_FEED} when its file has a mistake, or cannot be read; {@code DRY_RUN} when nothing of
     *     the feed is to be sent
     */
    public Restrictions of(String feed) {
        FileStamp now = state(feed);
        Known before = known.get(feed);
        if (now != null && before != null && before.state().equals(now)) {
            return before.restrictions();
        }
        Feed read = feeds.get().named(feed);
        if (read.precautions().isDryRun()) {
            throw new FileRefusedException(
                    ReasonCode.DRY_RUN, 0, "feeds/" + feed + ".properties has dry-run=true now: nothing more is sent");
        }
        Restrictions restrictions = read.restrictions();
        if (now != null) {
            known.put(feed, new Known(now, restrictions));
        }
        return restrictions;
    }

    /** Null when it cannot be told: who reads it then says why. */
    private @Nullable FileStamp state(String feed) {
        try {
            return FileStamp.of(folder.resolve(feed + ".properties"));
        } catch (IOException e) {
            return null;
        }
    }
}
