package invitations.csv;

import java.util.function.IntPredicate;

/** What characters a text has, as far as it matters to those who receive it. */
public final class TextRules {
    /** What programs write in place of a character that they cannot read. */
    static final char REPLACEMENT = '\uFFFD';

    private static final int MOST_QUOTED = 200;

    private TextRules() {}

    /** Without the blanks (spaces of any width, TAB) at both ends, which are never meant in a key or an address. */
    public static String trim(String text) {
        return ColumnName.trim(text);
    }

    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!ColumnName.isBlank(text.charAt(i)) && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return whether it may stand before the quote that opens a cell: a space of any width, TAB, what nobody sees, and all else that may
     * stand behind the quote that closes it}
     */
    public static boolean isGap(char c) {
        return ColumnName.isBlank(c)
                || (Character.isWhitespace(c) && c != '\n' && c != '\r')
                || c == '\uFEFF'
                || c == '\u200B'
                || c == '\u2060';
    }

    /** {@return whether it has a character that a program wrote in place of one that it could not read (U+FFFD)} */
    public static boolean isDamaged(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }

    /** The text without certain characters at its start and at its end. Looks at each once, unlike an expression. */
    public static String without(String text, String before, String behind) {
        return without(text, c -> before.indexOf(c) >= 0, c -> behind.indexOf(c) >= 0);
    }

    /** The same. */
    public static String without(String text, IntPredicate before, IntPredicate behind) {
        int start = 0;
        int end = text.length();
        while (start < end && before.test(text.charAt(start))) {
            start++;
        }
        while (end > start && behind.test(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * The place of the first character that controls a terminal, a protocol or the direction of the text (C0 and C1,
     * and Unicode's property Bidi_Control, but for the marks that stand in Hebrew and Arabic text); -1 when there is none. LF,
     * CR and TAB are none of these here.
     */
    public static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' '
                    ? c != '\n' && c != '\r' && c != '\t'
                    : c >= 0x7f && ((isHighControl(c) && !isMark(c)) || isHalf(text, i))) {
                return i;
            }
        }
        return -1;
    }

    /** As {@link #firstControl}, with LF, CR, TAB and all invisible format characters: none is part of an address. */
    public static int firstInvisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' '
                    || (c >= 0x7f
                            && (isHighControl(c) || Character.getType(text.codePointAt(i)) == Character.FORMAT))) {
                return i;
            }
        }
        return -1;
    }

    /** The text as it is quoted to its sender: at most 200 characters, controls as {@code \}{@code u001b}. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(Math.min(text.length(), MOST_QUOTED));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7f && isHighControl(c))) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
            if (quoted.length() > MOST_QUOTED) {
                int end = MOST_QUOTED - 1;
                return quoted.substring(0, Character.isHighSurrogate(quoted.charAt(end - 1)) ? end - 1 : end) + '…';
            }
        }
        return quoted.toString();
    }

    /** {@return whether it is half of a character, which no encoding has: a JSON text may name one} */
    private static boolean isHalf(String text, int place) {
        char c = text.charAt(place);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        return Character.isHighSurrogate(c)
                ? place + 1 == text.length() || !Character.isLowSurrogate(text.charAt(place + 1))
                : place == 0 || !Character.isHighSurrogate(text.charAt(place - 1));
    }

    /** A mark that says which way its neighbours read, and turns no other text over. */
    private static boolean isMark(char c) {
        return c == '\u061c' || c == '\u200e' || c == '\u200f';
    }

    private static boolean isHighControl(char c) {
        return c <= 0x9f || isMark(c) || (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
