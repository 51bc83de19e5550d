package invitations.feed.time;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many people of one domain a feed may invite in a period, whenever it begins.
 *
 * @param people at least 1
 */
public record DomainRate(int people, Duration period) {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,6})/(s|min|h|d)");
    private static final Map<String, Duration> PERIODS = Map.of(
            "s",
            Duration.ofSeconds(1),
            "min",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));

    /** {@return the rate as settings write it} */
    public String text() {
        return people + "/"
                + PERIODS.entrySet().stream()
                        .filter(each -> each.getValue().equals(period))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseGet(period::toString);
    }

    /** {@return the rate that a text such as {@code 50/h} says; empty where it says none} */
    public static Optional<DomainRate> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.ofNullable(PERIODS.get(matcher.group(2)))
                        .map(period -> new DomainRate(Integer.parseInt(matcher.group(1)), period))
                : Optional.empty();
    }
}
