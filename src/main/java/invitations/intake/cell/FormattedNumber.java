package invitations.intake.cell;

import invitations.csv.TextRules;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of a workbook that stands for a key or a user name, and that its format shows otherwise than it is: {@code 7} as
 * {@code 7.00}, {@code 700%} or {@code P7.0}. Which of them is meant cannot be told, so that the cell is read as both, {@code 7
 * (format 0.00)}, which is no key and no user name.
 */
public final class FormattedNumber {
    /** Longer ones no spreadsheet program takes. */
    private static final int LONGEST = 255;

    private static final Pattern TEXT = Pattern.compile("(\\S{1,60}) \\(format ([^\\r\\n]{1,255})\\)");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");
    private static final Pattern UNSHOWN = Pattern.compile("\\p{Cntrl}");

    private FormattedNumber() {}

    /** {@return what stands for the number in a cell} */
    public static String of(String plain, String code) {
        String shown = UNSHOWN.matcher(code).replaceAll(" ");
        return plain + " (format " + shown.substring(0, Math.min(LONGEST, shown.length())) + ")";
    }

    /** {@return whether a text, without blanks around it, is one} */
    static boolean isOne(String text) {
        return text.endsWith(")") && TEXT.matcher(text).matches();
    }

    /** {@return what is expected in its place, as a phrase} */
    static String expected(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? "the text itself: the cell has the number " + TextRules.quote(matcher.group(1)) + ", and its format "
                        + TextRules.quote(matcher.group(2))
                        + " shows it otherwise, so it is not known which is meant; make its column a text in the"
                        + " spreadsheet, type it anew, and export the list again"
                : "the text itself";
    }

    /** {@return what it probably is: a whole number, behind the letters that its format has before it; a guess} */
    static Optional<String> meant(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() && DIGITS.matcher(matcher.group(1)).matches()
                ? Optional.of(NumberPlaces.of(NumberSections.first(matcher.group(2)))
                                .prefix()
                                .strip()
                        + matcher.group(1))
                : Optional.empty();
    }
}
