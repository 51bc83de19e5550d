package invitations.base;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that a workbook writes by their number, {@code _x000D_} for a carriage return (ECMA-376, part 1,
 * section 22.4.2.4). Some programs copy them into CSV as they stand. Safe for any number of threads.
 */
public final class EscapedText {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final int HEXADECIMAL = 16;

    private EscapedText() {}

    /** {@return whether the text has such a character} */
    public static boolean isIn(String text) {
        // Nearly no text has the first two.
        return text.contains("_x") && ESCAPE.matcher(text).find();
    }

    /** {@return the text with the characters that are meant} */
    public static String decoded(String text) {
        return isIn(text)
                ? ESCAPE.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(found.group(1), HEXADECIMAL))))
                : text;
    }

    /** {@return the text without them} */
    public static String without(String text) {
        return isIn(text) ? ESCAPE.matcher(text).replaceAll("") : text;
    }
}
