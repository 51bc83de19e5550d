package invitations.invitation.address;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * The signs of the local part of an address, and of a user name. What is usual, nearly all people have; what is allowed, RFC
 * 5321 and RFC 6531 let be.
 */
public final class NameCharacters {
    /** Beside letters and digits, those that stand within a name. */
    public static final String WITHIN = "._+-'";

    /** Beside these, what RFC 5321 allows without quotes (section 4.1.2). */
    private static final String ALLOWED = WITHIN + "!#$%&*/=?^`{|}~";

    /** Signs that people write, or programs make, in place of an apostrophe. */
    public static final String APOSTROPHES =
            "\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02c8\u00b4`\ua78c\u05f3\uff07";

    /** Their letters have other forms that mean the same, and are not letters of an alphabet of their own. */
    private static final Set<Character.UnicodeScript> HAS_FORMS = EnumSet.of(
            Character.UnicodeScript.COMMON,
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.HAN);

    private NameCharacters() {}

    /**
     * {@return whether it begins with a letter, a digit or {@code _}, ends with one of these or {@code -}, and has nothing else but
     * these and {@code . + - '} within, no two dots or apostrophes in a row}
     */
    public static boolean isUsual(String name) {
        if (isPlain(name)) {
            return true;
        }
        if (name.isEmpty() || !isBeginning(name.codePointAt(0))) {
            return false;
        }
        int before = 0;
        for (int i = 0; i < name.length(); i += Character.charCount(before)) {
            int c = name.codePointAt(i);
            boolean isTwice = c == before && (c == '.' || c == '\'');
            if (isTwice || (!isPart(c) && WITHIN.indexOf(c) < 0)) {
                return false;
            }
            before = c;
        }
        return before == '_' || before == '-' || isPart(before);
    }

    /** {@return whether it has ASCII letters, digits and single dots between them, as nearly all names have} */
    private static boolean isPlain(String name) {
        boolean isDot = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.' ? isDot : !isAsciiPart(c)) {
                return false;
            }
            isDot = c == '.';
        }
        return !isDot;
    }

    private static boolean isAsciiPart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** {@return whether it is a dot-atom of RFC 5321 or RFC 6531, of assigned characters that one can see} */
    public static boolean isAllowed(String name) {
        int before = '.';
        for (int i = 0; i < name.length(); i += Character.charCount(before)) {
            int c = name.codePointAt(i);
            if (c == '.' ? before == '.' : !isPart(c) && ALLOWED.indexOf(c) < 0 && !isOtherSign(c)) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }

    /** {@return whether a name begins with it} */
    public static boolean isBeginning(int c) {
        return c == '_' || (isPart(c) && !isMark(c));
    }

    /** {@return whether it is a letter, one of its marks, or a digit, in its own form} */
    public static boolean isPart(int c) {
        if (c <= 0x7f) {
            return isAsciiPart(c);
        }
        boolean isLetterOrDigit =
                switch (Character.getType(c)) {
                    case Character.UPPERCASE_LETTER,
                            Character.LOWERCASE_LETTER,
                            Character.TITLECASE_LETTER,
                            Character.OTHER_LETTER,
                            Character.MODIFIER_LETTER,
                            Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER -> true;
                    default -> isMark(c);
                };
        return isLetterOrDigit && !isModifier(c) && !isOtherForm(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Letters that modify others, among them those that look like an apostrophe. */
    private static boolean isModifier(int c) {
        return (c >= 0x02b0 && c <= 0x02ff) || APOSTROPHES.indexOf(c) >= 0;
    }

    /** {@return whether it stands for other letters, as mathematical letters, ligatures and presentation forms do} */
    private static boolean isOtherForm(int c) {
        String text = Character.toString(c);
        return !Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                && !Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .equals(Normalizer.normalize(text, Normalizer.Form.NFC))
                && (HAS_FORMS.contains(Character.UnicodeScript.of(c)) || (c >= 0xfb00 && c <= 0xfeff));
    }

    private static boolean isOtherSign(int c) {
        return c > 0x7f && !isHidden(c);
    }

    /** {@return whether nobody sees it, or it is not known what it is: blanks, controls, formats, private and unassigned characters} */
    static boolean isHidden(int c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
