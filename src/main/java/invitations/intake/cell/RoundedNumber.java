package invitations.intake.cell;

import invitations.base.AddressText;
import invitations.csv.ColumnName;
import java.util.Optional;

/**
 * A number that a spreadsheet or another program has made of an identifier: {@code 2.02611E+11}, which has lost its last digits,
 * or {@code 1001.0}, which was a whole number. What it was cannot be told from what is left of it.
 */
public final class RoundedNumber {
    /** What is expected in its place, as a phrase. */
    static final String EXPECTED =
            "the digits themselves: a spreadsheet has rounded this number, so it is not known what it was;"
                    + " make its column a text in the spreadsheet, type it anew, and export the list again";

    /** So many digits of a number a spreadsheet keeps. */
    private static final int DIGITS = 15;
    /** A number that has this many, and zeros behind those that are kept, is hardly ever one by chance. */
    private static final int LONG = 18;

    private static final int ASCII = 0x7f;
    private static final int MINUS = 0x2212;
    private static final int ARABIC_POINT = 0x66b;
    /** Plus and minus in other forms. */
    private static final String SIGNS = "\u2212\uff0b\uff0d\ufe62\ufe63";

    private RoundedNumber() {}

    /** {@return whether a cell begins as one could, perhaps behind a blank: nearly none does} */
    public static boolean mayBegin(String cell) {
        if (cell.isEmpty()) {
            return false;
        }
        char first = cell.charAt(0);
        return first <= '9'
                || ColumnName.isBlank(first)
                || (first > ASCII && (Character.isDigit(first) || SIGNS.indexOf(first) >= 0));
    }

    /** The text with letters and signs in their usual width, and with the digits 0 to 9 for those of other scripts. */
    public static String inUsualDigits(String text) {
        if (AddressText.isAscii(text)) {
            return text;
        }
        String plain = AddressText.normalized(text);
        StringBuilder usual = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            if (c > ASCII && Character.isDigit(c)) {
                usual.append(Character.digit(c, 10));
            } else {
                usual.appendCodePoint(c == MINUS ? '-' : c == ARABIC_POINT ? '.' : c);
            }
        });
        return usual.toString();
    }

    /** {@return whether a text, without blanks around it, is such a number} */
    public static boolean isOne(String text) {
        int length = text.length();
        if (length < 3 || text.charAt(0) > '9' || !isDigit(text.charAt(length - 1))) {
            // Nearly no text is.
            return false;
        }
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int whole = digits(text, start);
        if (whole == start) {
            return false;
        }
        if (whole == length) {
            return whole - start >= LONG && isZeros(text, start + DIGITS, length);
        }
        boolean hasPoint = text.charAt(whole) == '.' || text.charAt(whole) == ',';
        int fraction = hasPoint ? digits(text, whole + 1) : whole;
        if (hasPoint && fraction == whole + 1) {
            return false;
        }
        if (fraction == length) {
            return text.charAt(whole) == '.' && isZeros(text, whole + 1, length);
        }
        char sign = text.charAt(fraction);
        if (sign != 'E' && sign != 'e') {
            return false;
        }
        boolean hasSign = text.charAt(fraction + 1) == '+' || text.charAt(fraction + 1) == '-';
        return (hasPoint ? whole - start == 1 : hasSign) && digits(text, fraction + (hasSign ? 2 : 1)) == length;
    }

    /** {@return what it surely was; empty where digits are lost} */
    static Optional<String> meant(String text) {
        int point = text.indexOf('.');
        return isOne(text) && point > 0 && isZeros(text, point + 1, text.length())
                ? Optional.of(text.substring(0, point))
                : Optional.empty();
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isZeros(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
