package invitations.intake;

import java.net.IDN;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/** E-mail addresses (RFC 5321), and what people get wrong about them. */
final class EmailAddress {
    /** RFC 5321, section 4.5.3.1.3: a path has 256 octets, its angle brackets among them. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_LABEL = 63;

    /** Their small letters look alike. */
    private static final Set<Character.UnicodeScript> LOOK_ALIKE = EnumSet.of(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.ARMENIAN,
            Character.UnicodeScript.CHEROKEE);

    private EmailAddress() {}

    /**
     * The address in its composed form (NFC), which is how mail systems compare it; null when it is none, or when its
     * domain mixes scripts that nobody mixes but to deceive.
     */
    static @Nullable String read(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        if (isPlain(text)) {
            return text;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i)) || Character.isSpaceChar(text.charAt(i))) {
                return null;
            }
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (Text.firstInvisible(composed) >= 0
                || mixesScripts(composed)
                || composed.indexOf('[') >= 0
                || composed.indexOf('"') >= 0
                || isAmbiguous(composed)) {
            return null;
        }
        return isPlain(inAscii(composed)) || EmailValidator.getInstance().isValid(composed) ? composed : null;
    }

    /** Whether its domain has a letter that the two rules for such names (RFC 3490, RFC 5891) turn into different ones. */
    private static boolean isAmbiguous(String text) {
        String domain = text.substring(text.lastIndexOf('@') + 1);
        return domain.indexOf('ß') >= 0 || domain.indexOf('ς') >= 0;
    }

    /** The address with its domain as the domain name system has it (RFC 5891); as it is when that cannot be told. */
    private static String inAscii(String address) {
        int at = address.lastIndexOf('@');
        try {
            return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException notADomain) {
            return address;
        }
    }

    /** Whether a label of the domain has letters of two of those alphabets that look alike (UTS 39, section 5.1). */
    private static boolean mixesScripts(String text) {
        for (String label : text.substring(text.lastIndexOf('@') + 1).split("\\.", -1)) {
            Set<Character.UnicodeScript> scripts = EnumSet.noneOf(Character.UnicodeScript.class);
            label.codePoints().mapToObj(Character.UnicodeScript::of).forEach(scripts::add);
            scripts.retainAll(LOOK_ALIKE);
            if (scripts.size() > 1) {
                return true;
            }
        }
        return false;
    }

    /** What was expected instead. */
    static String expected(String text) {
        int at = text.indexOf('@');
        if (text.chars().anyMatch(c -> c == ',' || c == ';') && at != text.lastIndexOf('@')) {
            return "one address: write a row for each person";
        } else if (text.indexOf('<') >= 0 || text.regionMatches(true, 0, "mailto:", 0, "mailto:".length())) {
            return "the address alone, such as name@example.org";
        } else if (at < 0) {
            return "an address with an @, such as name@example.org";
        } else if (at != text.lastIndexOf('@')) {
            return "an address with one @ only";
        } else if (text.endsWith(",") || text.endsWith(";") || text.endsWith(".")) {
            return "an address without the '" + text.charAt(text.length() - 1) + "' at its end";
        } else if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            return "an address without spaces";
        } else if (text.contains("..")) {
            return "an address without two dots in a row";
        } else if (text.indexOf('"') >= 0) {
            return "an address without quotes";
        } else if (isAmbiguous(text)) {
            return "the domain in its ASCII form (xn--…): which one is meant by ß or ς depends on who reads it";
        } else if (mixesScripts(text)) {
            return "a domain in one alphabet: this one mixes letters that only look alike";
        } else if (text.indexOf('.', at) < 0) {
            return "a domain with a dot behind the @, such as example.org";
        }
        return "an e-mail address, such as name@example.org";
    }

    /**
     * Whether it has the shape of nearly all addresses: letters, digits and {@code . _ + - % '} before the @, a domain
     * name of letters, digits and {@code -} behind it. Spares these the validator's regular expressions, and its list
     * of top-level domains, which is older than some of them.
     */
    private static boolean isPlain(String text) {
        int at = text.indexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            if (c == '.' ? before == '.' : !isLetterOrDigit(c) && "_+-%'".indexOf(c) < 0) {
                return false;
            }
            before = c;
        }
        return before != '.' && isDomain(text, at + 1);
    }

    private static boolean isDomain(String text, int from) {
        int label = from;
        boolean letters = true;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
                letters = true;
            } else if (c == '-' || isLetterOrDigit(c)) {
                letters &= isLetter(c);
            } else {
                return false;
            }
        }
        return label > from && letters && text.length() - label >= 2 && isLabel(text, label, text.length());
    }

    private static boolean isLabel(String text, int from, int to) {
        return to > from && to - from <= LONGEST_LABEL && text.charAt(from) != '-' && text.charAt(to - 1) != '-';
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
