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

    private SpreadsheetValue() {}

    /** {@return whether a text, without blanks around it, is one} */
    public static boolean isOne(String text) {
        return !text.isEmpty()
                && text.length() < 40
                && (text.charAt(0) <= '9' || "jfmasondetJFMASONDET".indexOf(text.charAt(0)) >= 0)
                && VALUE.matcher(text).matches();
    }
}
