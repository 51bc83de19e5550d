package invitations.intake.cell;

import invitations.intake.charset.ByteOrderMark;

/**
 * Characters that nobody sees and that no word needs, which copying from web pages and mails leaves in texts. Those that scripts
 * need (ZWJ, ZWNJ, marks of direction) are none of them.
 */
public final class InvisibleCharacters {
    private InvisibleCharacters() {}

    /** Zero width space, word joiner, soft hyphen, and the byte order mark. */
    private static boolean isOne(char c) {
        return c == '\u200B' || c == '\u2060' || c == '\u00AD' || c == ByteOrderMark.CHARACTER;
    }

    public static boolean areIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '\u00AD' && isOne(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The text without them; the same text where it has none. */
    public static String without(String text) {
        if (!areIn(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isOne(text.charAt(i))) {
                visible.append(text.charAt(i));
            }
        }
        return visible.toString();
    }
}
