package invitations.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a guard holds a drop: a share of something, and a least number, both of which must be reached.
 *
 * @param percent the share, in percent; 0 where the number alone counts
 * @param least the least number, from 1
 */
public record Threshold(int percent, long least) {
    /** What the value of a setting must be where a share counts, as a phrase. */
    public static final String SHARE = "a share and a least number, such as 20% and 20, or off";
    /** The same where the number alone counts. */
    public static final String LIMIT = "a whole number from 1 to 1000000000, or off";

    private static final String NUMBER = "([1-9][0-9]{0,8}|1000000000)";
    private static final Pattern WITH_SHARE =
            Pattern.compile("([1-9][0-9]{0,4}) ?% ?(?:and )?" + NUMBER + "(?: rows| people)?");
    private static final Pattern ALONE = Pattern.compile(NUMBER);
    private static final int WHOLE = 100;

    /** {@return the share and least number that the text names; empty where it names none} */
    public static Optional<Threshold> share(String text) {
        Matcher matcher = WITH_SHARE.matcher(text);
        return matcher.matches()
                ? Optional.of(new Threshold(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** {@return the number that the text names; empty where it names none} */
    public static Optional<Threshold> limit(String text) {
        return ALONE.matcher(text).matches() ? Optional.of(new Threshold(0, Long.parseLong(text))) : Optional.empty();
    }

    /** {@return whether so many of a whole reach both the share and the least number} */
    public boolean isReachedBy(long number, long whole) {
        return number >= least && number * WHOLE >= percent * whole;
    }

    /** {@return in words: {@code 20 % and 20}, or the number alone} */
    public String words() {
        return percent == 0 ? String.valueOf(least) : percent + " % and " + least;
    }
}
