package invitations.base;

import java.net.IDN;
import java.text.Normalizer;

/**
 * The spellings of an address or a user name. Two spellings of one address become the same text: blanks around it, letters
 * in other widths, the dots of East Asian keyboards, and the forms of a domain that UTS 46 maps to one.
 */
public final class AddressText {
    private static final int ASCII = 0x7f;

    private AddressText() {}

    /**
     * The text without what nobody sees at its ends: blanks of any width, line breaks, and characters without a width, as
     * they come along when an address is copied from a page or a mail.
     */
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isAround(text.charAt(from))) {
            from++;
        }
        while (to > from && isAround(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isAround(char c) {
        if (c <= ASCII) {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        return c == '\u0085' || Character.isWhitespace(c) || Character.isSpaceChar(c) || isWithoutWidth(c);
    }

    /**
     * {@return whether the character has no width and changes nothing: marks of direction, joiners, a byte order mark, a soft hyphen}
     * Those that turn the direction of others over are not among them.
     */
    public static boolean isWithoutWidth(char c) {
        return switch (c) {
            case '\u00ad', '\u061c', '\u180e', '\ufeff', '\u202a', '\u202b', '\u202c' -> true;
            default ->
                (c >= '\u200b' && c <= '\u200f')
                        || (c >= '\u2060' && c <= '\u2064')
                        || (c >= '\u2066' && c <= '\u2069');
        };
    }

    /** The text without characters that have no width, wherever they stand. */
    public static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isWithoutWidth(text.charAt(i))) {
                visible.append(text.charAt(i));
            }
        }
        return visible.toString();
    }

    /**
     * The one text for all spellings: composed (NFC), letters and signs in their usual width, full stops for the dots of East
     * Asian keyboards, and a domain beyond ASCII as UTS 46 maps it. Case in ASCII stays as it is.
     */
    public static String normalized(String text) {
        if (isAscii(text)) {
            return text;
        }
        String usual = Normalizer.normalize(inUsualWidth(text), Normalizer.Form.NFC);
        int at = usual.lastIndexOf('@');
        return at < 0 ? usual : usual.substring(0, at + 1) + domain(usual.substring(at + 1));
    }

    /** {@return whether it has nothing but ASCII} */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ASCII) {
                return false;
            }
        }
        return true;
    }

    /** The forms of East Asian type (U+FF00 to U+FFEF) and small forms (U+FE50 to U+FE6F) as they are elsewhere. */
    private static String inUsualWidth(String text) {
        StringBuilder usual = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u3002' || c == '\uff61') {
                usual.append('.');
            } else if ((c >= '\uff00' && c <= '\uffef') || (c >= '\ufe50' && c <= '\ufe6f')) {
                usual.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
            } else {
                usual.append(c);
            }
        }
        return usual.toString();
    }

    /** The domain as UTS 46 maps it; as it is where that is not certain, for its validation to refuse. */
    private static String domain(String domain) {
        if (isAscii(domain) || isAmbiguous(domain) || makesDots(domain)) {
            return domain;
        }
        for (int i = 0; i < domain.length(); i++) {
            if (Character.getType(domain.codePointAt(i)) == Character.FORMAT) {
                return domain;
            }
        }
        String mapped = Normalizer.normalize(domain, Normalizer.Form.NFKC);
        try {
            return IDN.toUnicode(IDN.toASCII(mapped, IDN.ALLOW_UNASSIGNED), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notADomain) {
            return domain;
        }
    }

    /** {@return whether it has a letter that the two rules for such names (RFC 3490, RFC 5891) turn into different ones} */
    public static boolean isAmbiguous(String domain) {
        return domain.indexOf('ß') >= 0 || domain.indexOf('ẞ') >= 0 || domain.indexOf('ς') >= 0;
    }

    /** {@return whether a sign in it stands for a text with a full stop, such as U+2488 for {@code 1.}: UTS 46 has none of them} */
    public static boolean makesDots(String domain) {
        if (isAscii(domain)) {
            return false;
        }
        return dots(Normalizer.normalize(domain, Normalizer.Form.NFKC)) != dots(domain);
    }

    private static long dots(String text) {
        return text.chars().filter(c -> c == '.' || c == '\u3002').count();
    }
}
