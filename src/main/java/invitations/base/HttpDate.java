package invitations.base;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the dates of HTTP headers (RFC 9110, section 5.6.7), in the form that RFC 1123 gives them. */
public final class HttpDate {
    private HttpDate() {}

    /** {@return the date; empty where the text is null, or is none} */
    public static Optional<Instant> parse(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(ZonedDateTime::toInstant);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
