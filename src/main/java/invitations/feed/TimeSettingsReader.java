package invitations.feed;

import invitations.feed.time.DaysOfWeek;
import invitations.feed.time.DomainRate;
import invitations.feed.time.FeedTimes;
import invitations.feed.time.FileDeadline;
import invitations.feed.time.SendWindow;
import invitations.feed.time.TakeSchedule;
import invitations.invitation.FileRefusedException;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the file of a feed says about times. */
public final class TimeSettingsReader {
    private static final String SEND_WINDOW = "send-window";
    private static final String DOMAIN_RATE = "per-domain-rate";
    private static final String TAKE = "take";
    private static final String MISSING = "guard.missing";

    private static final String A_WINDOW =
            "hours, and perhaps a time zone and days, such as 08:00-18:00 or 08:00-18:00 Europe/Berlin Mon-Fri;"
                    + " several are separated by |";
    private static final String A_DEADLINE = "a time of day, and perhaps days, such as 06:00 or 06:00 Mon-Fri";
    private static final String A_RATE = "people in a period, such as 50/h; periods are s, min, h and d";

    private static final Pattern HOURS = Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** As the end of a day. */
    private static final String MIDNIGHT = "24:00";

    private TimeSettingsReader() {}

    /** {@return the keys that the file of a feed may have} */
    static List<String> keys() {
        return List.of(SEND_WINDOW, DOMAIN_RATE, TAKE, MISSING);
    }

    /**
     * {@return the times of the feed; needs no targets}
     *
     * @param folder the files of the feeds
     * @throws FileRefusedException {@code UNKNOWN_FEED} when there is no such feed, {@code INVALID_FEED} when its file cannot be
     *     read, or has a mistake in one of the times
     */
    public static FeedTimes of(FeedFolder folder, String feed) {
        return of(FeedFile.of("feeds/" + feed + FeedFolder.ENDING, folder.text(feed)));
    }

    static FeedTimes of(FeedFile file) {
        ZoneId zone = GuardSettingsReader.zone(file);
        return new FeedTimes(
                file.values(SEND_WINDOW).stream()
                        .map(text -> window(text, zone)
                                .orElseThrow(() -> file.refused(SEND_WINDOW, "'" + text + "' – expected " + A_WINDOW)))
                        .toList(),
                file.value(DOMAIN_RATE)
                        .map(text -> DomainRate.of(text).orElseThrow(() -> file.unexpected(DOMAIN_RATE, A_RATE)))
                        .orElse(null),
                file.value(TAKE).map(text -> schedule(file, text, zone)).orElse(null),
                file.value(MISSING)
                        .map(text -> deadline(text, zone).orElseThrow(() -> file.unexpected(MISSING, A_DEADLINE)))
                        .orElse(null),
                zone);
    }

    private static Optional<SendWindow> window(String text, ZoneId zone) {
        String[] words = BLANKS.split(text, -1);
        Matcher hours = HOURS.matcher(words[0]);
        if (!hours.matches()) {
            return Optional.empty();
        }
        Optional<LocalTime> from = time(hours.group(1));
        Optional<LocalTime> to =
                hours.group(2).equals(MIDNIGHT) ? Optional.of(LocalTime.MIDNIGHT) : time(hours.group(2));
        if (from.isEmpty() || to.isEmpty() || hours.group(1).equals(hours.group(2))) {
            return Optional.empty();
        }
        int last = words.length - 1;
        Optional<Set<DayOfWeek>> days = last == 0 ? Optional.empty() : DaysOfWeek.of(words[last]);
        int left = last - (days.isPresent() ? 1 : 0);
        Optional<ZoneId> own = left == 0 ? Optional.of(zone) : zone(words[1]);
        return left > 1
                ? Optional.empty()
                : own.map(known -> new SendWindow(from.get(), to.get(), known, days.orElse(DaysOfWeek.ALL)));
    }

    private static Optional<FileDeadline> deadline(String text, ZoneId zone) {
        String[] words = BLANKS.split(text, -1);
        Optional<Set<DayOfWeek>> days =
                switch (words.length) {
                    case 1 -> Optional.of(DaysOfWeek.ALL);
                    case 2 -> DaysOfWeek.of(words[1]);
                    default -> Optional.empty();
                };
        return time(words[0]).flatMap(by -> days.map(known -> new FileDeadline(by, zone, known)));
    }

    private static TakeSchedule schedule(FeedFile file, String text, ZoneId zone) {
        try {
            return TakeSchedule.of(text, zone);
        } catch (ParseException e) {
            throw file.unexpected(
                    TAKE,
                    "a cron expression of six fields (second, minute, hour, day of month, month, day of week),"
                            + " such as 0 0 6 ? * MON-FRI; " + e.getMessage());
        }
    }

    private static Optional<LocalTime> time(String text) {
        try {
            return text.length() == "HH:MM".length() ? Optional.of(LocalTime.parse(text)) : Optional.empty();
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }
}
