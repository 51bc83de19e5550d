package invitations.api;

import invitations.base.HttpDate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long the API asks to wait: {@code Retry-After} (RFC 9110, 10.2.3) or {@code X-RateLimit-Reset}. */
final class RetryAfter {
    private RetryAfter() {}

    /** The wait, more than zero; null when the answer asks for none, or for none that can be read. */
    static @Nullable Duration of(ApiResponse response, Instant now) {
        Duration wait = response.retryAfter() == null
                ? null
                : positive(secondsOrDate(response.retryAfter().strip(), now));
        if (wait == null && response.rateLimitReset() != null) {
            wait = positive(resetTime(response.rateLimitReset().strip(), now));
        }
        return wait;
    }

    private static @Nullable Duration positive(@Nullable Duration wait) {
        return wait == null || wait.isNegative() || wait.isZero() ? null : wait;
    }

    private static @Nullable Duration secondsOrDate(String text, Instant now) {
        Long seconds = number(text);
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        return HttpDate.parse(text).map(date -> Duration.between(now, date)).orElse(null);
    }

    /** The time as seconds since 1970, in UTC. */
    private static @Nullable Duration resetTime(String text, Instant now) {
        Long seconds = number(text);
        return seconds == null ? null : Duration.ofSeconds(seconds - now.getEpochSecond());
    }

    /** A whole number of up to 12 digits; more than that no server means. */
    private static @Nullable Long number(String text) {
        return text.matches("[0-9]{1,12}") ? Long.valueOf(text) : null;
    }
}
