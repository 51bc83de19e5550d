package invitations.intake.charset;

/**
 * What characters of UTF-8 look like whose bytes were read in another charset, where that could be a text by its letters. It is a
 * suspicion only: such a text is damaged when its bytes are UTF-8. Safe for any number of threads.
 */
final class Utf8Shape {
    /** What the first bytes of Hebrew letters, in windows-1252 and Macintosh, and of Cyrillic ones in Macintosh are read as. */
    private static final String LEADS = "\u00D7\u25CA\u2013\u2014";

    private static final String LETTERS_OF_WINDOWS = "\u0160\u0152\u017D\u0161\u0153\u017E\u0178\u0192";

    private Utf8Shape() {}

    /** {@return whether a character of two or three bytes may begin at a place} */
    static boolean isAt(String text, int place) {
        return isLead(text, place) || isThreeBytes(text, place) || isTwoBytes(text, place);
    }

    /** {@return whether it is what the first byte of a letter is read as where that is no letter itself, and more follows} */
    private static boolean isLead(String text, int place) {
        return place + 1 < text.length() && text.charAt(place + 1) > 0x7F && LEADS.indexOf(text.charAt(place)) >= 0;
    }

    /** {@return whether it and the two behind it are what the three bytes of one character are read as: a letter, and two signs or the like} */
    private static boolean isThreeBytes(String text, int place) {
        char c = text.charAt(place);
        return ((c >= '\u00E1' && c <= '\u00EF') || c == '\u00D4')
                && place + 2 < text.length()
                && isContinuation(text.charAt(place + 1))
                && isContinuation(text.charAt(place + 2));
    }

    /** {@return whether it is the first byte of a letter of Latin Extended-A, before a letter that windows-1252 has for a control character} */
    private static boolean isTwoBytes(String text, int place) {
        char c = text.charAt(place);
        return (c == '\u00C4' || c == '\u00C5')
                && place + 1 < text.length()
                && LETTERS_OF_WINDOWS.indexOf(text.charAt(place + 1)) >= 0;
    }

    private static boolean isContinuation(char c) {
        return (c >= '\u00A0' && c <= '\u00BF')
                || LETTERS_OF_WINDOWS.indexOf(c) >= 0
                || (c >= '\u2010' && c <= '\u2122')
                || c == '\u00C7'
                || c == '\u00D6';
    }
}
