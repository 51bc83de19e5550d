package invitations.intake.cell;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates, and dates with a time (ISO 8601). */
final class Timestamp {
    private static final String DATE = "uuuu-MM-dd";
    private static final int LONGEST_FRACTION = 9;

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern(DATE.substring("uuuu".length()))
            .appendPattern("[['T'][' ']HH:mm[:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, LONGEST_FRACTION, true)
            .optionalEnd()
            .appendPattern("][XXX][XX][X]]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Timestamp() {}

    /**
     * The moment as ISO 8601 with seconds and offset, or null when it is none. A date is the start of its day; without
     * an offset it is in UTC.
     */
    static @Nullable String read(String text) {
        try {
            TemporalAccessor parsed = FORMAT.parse(text);
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.of(
                    LocalDate.from(parsed),
                    time == null ? LocalTime.MIDNIGHT : time,
                    offset == null ? ZoneOffset.UTC : offset));
        } catch (DateTimeException notOne) {
            return null;
        }
    }

    /** {@return what was expected instead} */
    static String expected(String text) {
        String hint =
                text.indexOf('/') >= 0 || text.indexOf('.') >= 0 ? " (the year first, so that nobody guesses)" : "";
        return "a date such as 2026-11-22 or 2026-11-22T10:00:00+01:00" + hint;
    }
}
