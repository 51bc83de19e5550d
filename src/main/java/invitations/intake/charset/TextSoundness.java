package invitations.intake.charset;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether text could be one, whatever its language: each word in one script, capitals where words have them, and no
 * sign within a word. What it calls unsound may still be right, such as a word that somebody wrote wrongly.
 */
final class TextSoundness {
    private static final String USUAL_SIGNS = "\u2018\u2019\u201C\u201D\u201E\u201A\u00AB\u00BB\u2013\u2014\u2026\u20AC"
            + "\u00B0\u00B7\u2022\u00A7\u00A9\u00AE\u2122\u00AA\u00BA\u00A0\u2116";

    /** All letters before this are Latin. */
    private static final char END_OF_LATIN = '\u0250';

    /** What stands before an apostrophe within a word, besides a single letter. */
    private static final Set<String> ELISIONS = Set.of(
            "qu", "dell", "dall", "nell", "sull", "all", "sant", "un", "mc", "lorsqu", "puisqu", "jusqu", "aujourd");

    /** How a sign stands in a text. */
    enum Sign {
        /** Between blanks, or where good typography has it within a word. */
        USUAL,
        /** A usual one at the start or the end of a word. */
        TOUCHING,
        /** One that texts seldom have, between blanks. */
        UNUSUAL,
        /** Where no text has it. */
        UNSOUND
    }

    private TextSoundness() {}

    static boolean isSound(String text) {
        for (int i = 0; i < text.length(); ) {
            int end = endOfWord(text, i);
            if (end > i) {
                if (isMixed(text, i, end) || hasWrongCase(text, i, end)) {
                    return false;
                }
            } else {
                if (isUnsoundDigit(text, i) || (text.charAt(i) > 0x7F && sign(text, i) == Sign.UNSOUND)) {
                    return false;
                }
                end++;
            }
            i = end;
        }
        return true;
    }

    /** {@return where the letters end that begin at a place; the place itself where no letter stands there} */
    static int endOfWord(String text, int place) {
        return endOfWord(text, place, text.length());
    }

    /** {@return the same, as far as a limit} */
    static int endOfWord(String text, int place, int limit) {
        int end = place;
        while (end < Math.min(limit, text.length()) && isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** {@return whether words are made of it; signs that Unicode counts among the letters are not} */
    static boolean isLetter(char c) {
        return LetterTraits.isWordLetter(c);
    }

    /** {@return whether it is a digit between characters beyond ASCII: such are bytes of longer characters} */
    static boolean isUnsoundDigit(String text, int place) {
        return Character.isDigit(text.charAt(place))
                && place > 0
                && place + 1 < text.length()
                && text.charAt(place - 1) > 0x7F
                && text.charAt(place + 1) > 0x7F;
    }

    /** {@return how a character that is no letter stands} */
    static Sign sign(String text, int place) {
        char sign = text.charAt(place);
        boolean before = place > 0 && isLetter(text.charAt(place - 1));
        boolean after = place + 1 < text.length() && isLetter(text.charAt(place + 1));
        if (USUAL_SIGNS.indexOf(sign) < 0) {
            return before || after ? Sign.UNSOUND : Sign.UNUSUAL;
        }
        if (!before && !after) {
            return Sign.USUAL;
        }
        if (before && after) {
            return joinsLetters(text, place, sign) ? Sign.USUAL : Sign.UNSOUND;
        }
        boolean mayPrecede = sign != '\u00A9' && sign != '\u00AE' && sign != '\u2122' && sign != '\u00B7';
        return mayPrecede || before ? Sign.TOUCHING : Sign.UNSOUND;
    }

    /** {@return whether the sign stands within a word rightly: an apostrophe, the point of Catalan, or a blank} */
    private static boolean joinsLetters(String text, int place, char sign) {
        int start = place;
        while (start > 0 && isLetter(text.charAt(start - 1))) {
            start--;
        }
        String before = text.substring(start, place).toLowerCase(Locale.ROOT);
        return switch (sign) {
            case '\u2019' ->
                before.length() == 1
                        || ELISIONS.contains(before)
                        || (text.charAt(place + 1) == 's'
                                && (place + 2 == text.length() || !isLetter(text.charAt(place + 2))));
            case '\u00B7' -> before.endsWith("l");
            case '\u00A0', '\u2013' -> Character.isUpperCase(text.charAt(place + 1)) && hasLower(text, start, place);
            default -> false;
        };
    }

    private static boolean hasLower(String text, int start, int end) {
        return text.substring(start, end).chars().anyMatch(Character::isLowerCase);
    }

    private static UnicodeScript script(char c) {
        return c < END_OF_LATIN ? UnicodeScript.LATIN : LetterTraits.script(c);
    }

    /** {@return whether letters of several scripts stand in the word} */
    static boolean isMixed(String word) {
        return isMixed(word, 0, word.length());
    }

    private static boolean isMixed(String text, int start, int end) {
        UnicodeScript script = null;
        for (int i = start; i < end; i++) {
            UnicodeScript of = script(text.charAt(i));
            if (of != UnicodeScript.INHERITED && of != UnicodeScript.COMMON) {
                if (isMixed(script, of)) {
                    return true;
                }
                script = of;
            }
        }
        return false;
    }

    private static boolean isMixed(@Nullable UnicodeScript before, UnicodeScript script) {
        if (before == null || before == script) {
            return false;
        }
        boolean isJapanese = before != UnicodeScript.HANGUL
                && script != UnicodeScript.HANGUL
                && EastAsianModel.has(script)
                && EastAsianModel.has(before);
        return !isJapanese;
    }

    /** {@return whether a letter beyond ASCII, or the one before it, has the wrong case: {@code RenŽ}, {@code MšLLER}} */
    static boolean hasWrongCase(String word) {
        return hasWrongCase(word, 0, word.length());
    }

    private static boolean hasWrongCase(String text, int start, int end) {
        int upper = 0;
        int lower = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean isUpper = LetterTraits.isUpper(c);
            boolean isLower = isSmall(c);
            if (isUpper && i > start && isSmall(text.charAt(i - 1)) && (c > 0x7F || text.charAt(i - 1) > 0x7F)) {
                return true;
            }
            if (isLower && c > 0x7F && upper >= 2 && lower == 0) {
                return true;
            }
            upper += isUpper ? 1 : 0;
            lower += isLower ? 1 : 0;
        }
        return false;
    }

    /** {@return whether it is a small letter that has a capital: the sharp s stands among capitals} */
    static boolean isSmall(char c) {
        return LetterTraits.isSmall(c);
    }
}
