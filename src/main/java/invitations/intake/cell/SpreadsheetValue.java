package invitations.intake.cell;

import java.util.regex.Pattern;

/**
 * What a spreadsheet makes of an identifier that looks like something else: a date of {@code 4-1}, a truth value of {@code true}.
 * What it was cannot be told from it. Safe for any number of threads.
 */
public final class SpreadsheetValue {
    /** What is expected in its place, as a phrase. */
    static final String EXPECTED =
            "the text itself: a spreadsheet may have made this date or truth value of it; make its"
                    + " column a text in the spreadsheet, type it anew, and export the list again";

    private static final String MONTH =
            "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mai|okt|dez|janv|févr|mars|avr|juin|juil|août|déc|ene|abr|ago|dic)";

    private static final Pattern VALUE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?|[0-9]{1,2}-" + MONTH
            + "\\.?(-[0-9]{2,4})?|" + MONTH + "\\.?-[0-9]{2,4}|(?i:true|false)");

    /** As many characters as {@code true}. */
    private static final int SHORTEST = 4;

    private static final int LONGEST = 39;

    /** So many digits a year has before its {@code -}. */
    private static final int YEAR = 4;

    private SpreadsheetValue() {}

    /** {@return whether a text, without blanks around it, is one} */
    public static boolean isOne(String text) {
        return mayBeOne(text) && matches(text);
    }

    /** The same, for longer. */
    static boolean matches(String text) {
        return text.length() <= LONGEST && VALUE.matcher(text).matches();
    }

    /** {@return whether it has what all of them have, which nearly no key has} */
    private static boolean mayBeOne(String text) {
        int length = text.length();
        if (length < SHORTEST || length > LONGEST) {
            return false;
        }
        char first = text.charAt(0);
        if (isDigit(first)) {
            int line = text.indexOf('-');
            return line == 1 || line == 2 || line == YEAR;
        }
        return isDigit(text.charAt(length - 1))
                ? isBehindMonth(text.indexOf('-'))
                : text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    /** Months have three letters or four, and perhaps a full stop. */
    private static boolean isBehindMonth(int line) {
        return line >= 3 && line <= 5;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
