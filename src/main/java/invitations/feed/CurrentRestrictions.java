package invitations.feed;

import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whom feeds let be invited, for those who ask often: a feed's file is read again when it has changed. Thread-safe. */
public final class CurrentRestrictions {
    private final Path folder;
    private final Supplier<Feeds> feeds;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param home the folder that has {@code feeds/} */
    public CurrentRestrictions(Path home, Supplier<Feeds> feeds) {
        this.folder = home.resolve("feeds");
        this.feeds = feeds;
    }

    private record Known(FileState state, Restrictions restrictions) {}

    /**
     * What the feed says now.
     *
     * @throws RefusedFile {@code INVALID_FEED} when its file has a mistake, or cannot be read
     */
    public Restrictions of(String feed) {
        FileState now = state(feed);
        Known before = known.get(feed);
        if (now != null && before != null && before.state().equals(now)) {
            return before.restrictions();
        }
        Restrictions restrictions = feeds.get().named(feed).restrictions();
        if (now != null) {
            known.put(feed, new Known(now, restrictions));
        }
        return restrictions;
    }

    /** Null when it cannot be told: who reads it then says why. */
    private @Nullable FileState state(String feed) {
        try {
            return FileState.of(folder.resolve(feed + ".properties"));
        } catch (IOException e) {
            return null;
        }
    }
}
