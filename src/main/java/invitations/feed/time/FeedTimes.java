package invitations.feed.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something is done for a feed.
 *
 * @param windows when its people may be invited; empty for always
 * @param domainRate how many people of one domain it may invite in a period; null for as many as there are
 * @param take when its files are taken from the drop folder; null for at once
 * @param deadline when a file must be there; null where none is missed
 * @param zone the time zone of the feed
 */
public record FeedTimes(
        List<SendWindow> windows,
        @Nullable DomainRate domainRate,
        @Nullable TakeSchedule take,
        @Nullable FileDeadline deadline,
        ZoneId zone) {
    /** Those of a feed that says nothing. */
    public static final FeedTimes ANY = new FeedTimes(List.of(), null, null, null, ZoneOffset.UTC);

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm VV", Locale.ROOT);

    public FeedTimes {
        windows = List.copyOf(windows);
    }

    /** {@return when one of the windows opens next; empty where people may be invited now} */
    public Optional<Instant> closedUntil(Instant now) {
        return windows.stream()
                .map(window -> window.nextOpening(now))
                .min(Instant::compareTo)
                .filter(opening -> opening.isAfter(now));
    }

    /** {@return the time for people, in the zone of the window that opens then, else in that of the feed} */
    public String shown(Instant time) {
        return TEXT.format(windows.stream()
                .filter(window -> window.isOpen(time))
                .findFirst()
                .map(window -> window.shown(time))
                .orElseGet(() -> time.atZone(zone)));
    }

    /** {@return the time for people, in the zone of the feed} */
    public String inZone(Instant time) {
        return TEXT.format(time.atZone(zone));
    }
}
