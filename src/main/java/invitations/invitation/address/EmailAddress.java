package invitations.invitation.address;

import invitations.base.AddressText;
import java.net.IDN;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * E-mail addresses (RFC 5321, with letters of all scripts as of RFC 6531), and what people get wrong about them. What is read
 * is in the one spelling of {@link AddressText#normalized}.
 */
public final class EmailAddress {
    /** RFC 5321, section 4.5.3.1.3: a path has 256 octets, its angle brackets among them. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_LABEL = 63;

    /** Those of RFC 5892, appendix A: joiners, and the points, accents and quotes within words of some languages. */
    private static final String SIGNS_OF_WORDS = "\u200c\u200d\u0375\u05f3\u05f4\u30fb";

    /** Stands between two {@code l} only. */
    private static final char CATALAN_POINT = '\u00b7';

    /** What is left of {@code <} and {@code >} in JSON, and of the end of a line in a workbook, when a sign was taken away. */
    private static final Pattern ESCAPED = Pattern.compile("^(u003[ceCE]|x000[AaDd]_)");

    /** Their small letters look alike. */
    private static final Set<Character.UnicodeScript> LOOK_ALIKE = EnumSet.of(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.ARMENIAN,
            Character.UnicodeScript.CHEROKEE);

    private EmailAddress() {}

    /**
     * The address as it is to be sent; null when it is none, when it has signs that people hardly ever have in theirs, or when
     * its domain mixes scripts that nobody mixes but to deceive. Its top-level domain need not exist.
     */
    public static @Nullable String read(String text) {
        return read(text, false);
    }

    /**
     * The same.
     *
     * @param unusual whether all signs are taken that RFC 5321 allows before the @, without quotes
     */
    public static @Nullable String read(String text, boolean unusual) {
        if (text.length() > LONGEST) {
            return null;
        }
        String address = AddressText.normalized(text);
        int at = address.lastIndexOf('@');
        if (at < 1 || at > LONGEST_LOCAL_PART || address.length() > LONGEST || !isLocalPart(address, at, unusual)) {
            return null;
        }
        if (isDomain(address, at + 1)) {
            return address;
        }
        return isDomainBeyondAscii(address.substring(at + 1)) ? address : null;
    }

    private static boolean isLocalPart(String address, int at, boolean unusual) {
        String local = address.substring(0, at);
        return unusual
                ? NameCharacters.isAllowed(local)
                : NameCharacters.isUsual(local)
                        && (AddressText.isAscii(local) || !mixesScripts(local))
                        && !((local.startsWith("u003") || local.startsWith("x000"))
                                && ESCAPED.matcher(local).find());
    }

    /** {@return whether it is a domain name with letters beyond ASCII, in the form that the domain name system has it in (RFC 5891)} */
    private static boolean isDomainBeyondAscii(String domain) {
        if (AddressText.isAscii(domain)
                || !hasOnlyWords(domain)
                || AddressText.isAmbiguous(domain)
                || AddressText.makesDots(domain)
                || mixesScripts(domain)) {
            return false;
        }
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED);
            return ascii.length() <= LONGEST && isDomain(ascii, 0);
        } catch (IllegalArgumentException notADomain) {
            return false;
        }
    }

    /** {@return whether a domain has letters, their marks and digits, and signs only where they belong to words (RFC 5892)} */
    private static boolean hasOnlyWords(String domain) {
        int before = '.';
        for (int i = 0; i < domain.length(); i += Character.charCount(before)) {
            int c = domain.codePointAt(i);
            boolean isCatalan = before == 'l' && domain.startsWith("l", i + 1);
            boolean isSign = isOfWord(before) && (c == CATALAN_POINT ? isCatalan : SIGNS_OF_WORDS.indexOf(c) >= 0);
            if (c != '.' && c != '-' && !isOfWord(c) && !isSign) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private static boolean isOfWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** {@return whether a label of the domain has letters of two of those alphabets that look alike (UTS 39, section 5.1)} */
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

    /** {@return what was expected instead of the text, as a phrase} */
    public static String expected(String text) {
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
        }
        String domain = text.substring(at + 1);
        if (AddressText.isAmbiguous(domain)) {
            return "the domain in its ASCII form (xn--…): which one is meant by ß or ς depends on who reads it";
        } else if (mixesScripts(Normalizer.normalize(text, Normalizer.Form.NFC))) {
            return "a domain in one alphabet: this one mixes letters that only look alike";
        } else if (AddressText.normalized(domain).indexOf('.') < 0) {
            return "a domain with a dot behind the @, such as example.org";
        }
        return "an e-mail address, such as name@example.org" + instead(text);
    }

    /** {@return what is unusual about a text that would be an address otherwise; empty for another text} */
    private static String instead(String text) {
        String address = read(text, true);
        if (address == null) {
            return "";
        }
        String reason = read(text) == null
                ? "a letter, digit or _ first, then letters, digits and . _ + - ' up to the @"
                : "a top-level domain that exists: ." + TopLevelDomains.of(address) + " is none that is known";
        return ", with " + reason + "; the feed's unusual-addresses=accept takes it as it is";
    }

    private static boolean isDomain(String text, int from) {
        int label = from;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, label, i)) {
                    return false;
                }
                label = i + 1;
            } else if (c != '-' && !isLetterOrDigit(c)) {
                return false;
            }
        }
        return label > from && isLabel(text, label, text.length()) && isTopLevel(text, label);
    }

    /** Letters, two or more, or the ASCII form of others. */
    private static boolean isTopLevel(String text, int from) {
        if (text.regionMatches(true, from, "xn--", 0, "xn--".length())) {
            return text.length() - from > "xn--".length();
        }
        for (int i = from; i < text.length(); i++) {
            if (!isLetter(text.charAt(i))) {
                return false;
            }
        }
        return text.length() - from >= 2;
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
