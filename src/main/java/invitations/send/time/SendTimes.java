package invitations.send.time;

import invitations.feed.time.FeedTimes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Whether people of a feed may be invited now: not while a file pauses it, nor outside of its windows. Safe for any number of threads. */
public final class SendTimes {
    private final Path home;
    private final PauseFile all;
    private final FeedTimesCache feeds;
    private final Clock clock;

    /** @param home the folder that has {@code feeds/} */
    public SendTimes(Path home, Clock clock) {
        this.home = home;
        this.all = PauseFile.of(home, null);
        this.feeds = new FeedTimesCache(home, clock);
        this.clock = clock;
    }

    /** {@return what all rows of the feed wait for; empty where they may be sent now} */
    public Optional<SendWait> closed(String feed) {
        if (all.isThere()) {
            return Optional.of(paused(all, "all feeds are paused", "resume"));
        }
        PauseFile own = PauseFile.of(home, feed);
        if (own.isThere()) {
            return Optional.of(paused(own, "the feed " + feed + " is paused", "resume --feed " + feed));
        }
        FeedTimes times = feeds.of(feed);
        return times.closedUntil(clock.instant())
                .map(opening -> new SendWait(
                        SendWait.Kind.SEND_WINDOW,
                        opening,
                        "outside of the send-window of the feed " + feed + ", until " + times.shown(opening)));
    }

    /** {@return what the feed says about times} */
    public FeedTimes of(String feed) {
        return feeds.of(feed);
    }

    /** {@return the clock that all times are compared with} */
    Clock clock() {
        return clock;
    }

    private static SendWait paused(PauseFile file, String what, String verb) {
        return new SendWait(
                SendWait.Kind.PAUSE, null, what + " by the file " + file.name() + ", until it is removed: " + verb);
    }
}
