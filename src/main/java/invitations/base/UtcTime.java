package invitations.base;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as reports have them: ISO 8601 in UTC, always with milliseconds. */
public final class UtcTime {
    private static final DateTimeFormatter MILLISECONDS = utc("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter DAY = utc("uuuu/MM/dd");

    private UtcTime() {}

    /** For example {@code 2026-11-22T01:02:03.004Z}. */
    public static String of(Instant time) {
        return MILLISECONDS.format(time);
    }

    /** The folders of that day, for example {@code 2026/11/22}. */
    public static String day(Instant time) {
        return DAY.format(time);
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
