package invitations.operate;

import invitations.feed.FeedFolder;
import invitations.feed.time.FeedTimes;
import invitations.feed.time.FileDeadline;
import invitations.ledger.Ledger;
import invitations.send.time.FeedTimesCache;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guard {@code missing}: which feeds did not get a file by their time. Holds nothing. For one thread. */
public final class MissingFiles {
    private static final Logger LOG = LoggerFactory.getLogger(MissingFiles.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Path home;
    private final Ledger ledger;
    private final FeedTimesCache feeds;
    private final Clock clock;
    private final Set<Overdue> told = new HashSet<>();
    private Instant nextLook = Instant.MIN;

    /** @param home the folder that has {@code feeds/} */
    public MissingFiles(Path home, Ledger ledger, Clock clock) {
        this.home = home;
        this.ledger = ledger;
        this.feeds = new FeedTimesCache(home, clock);
        this.clock = clock;
    }

    /**
     * A file that did not come.
     *
     * @param since by when it had to be there
     * @param sentence the same for people
     */
    public record Overdue(String feed, Instant since, String sentence) {}

    /** {@return the feeds whose file is overdue, sorted by name} */
    public List<Overdue> overdue() {
        List<Overdue> overdue = new ArrayList<>();
        for (String feed : FeedFolder.of(home, clock).names()) {
            FeedTimes times = feeds.of(feed);
            FileDeadline deadline = times.deadline();
            if (deadline != null) {
                Optional<Instant> last = ledger.drops().lastFileAt(feed);
                deadline.overdueSince(last.orElse(null), clock.instant())
                        .map(since -> new Overdue(feed, since, sentence(times, since, last)))
                        .ifPresent(overdue::add);
            }
        }
        return overdue;
    }

    /** Writes each overdue file to the log once; looks no more often than each ten seconds. */
    public void tell() {
        Instant now = clock.instant();
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(BETWEEN_LOOKS);
        List<Overdue> overdue = overdue();
        told.retainAll(overdue);
        overdue.stream()
                .filter(told::add)
                .forEach(each -> LOG.warn("The feed {} is missing a file: {}", each.feed(), each.sentence()));
    }

    private static String sentence(FeedTimes times, Instant since, Optional<Instant> last) {
        return "overdue since " + times.inZone(since)
                + last.map(at -> "; the last one came " + times.inZone(at)).orElse("; none has come yet");
    }
}
