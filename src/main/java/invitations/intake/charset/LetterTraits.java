package invitations.intake.charset;

import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;

/**
 * What kind of letter a character is, and of which script. It answers as {@link Character} and {@link UnicodeScript} do, and
 * remembers the answer for each character: to find the script of one takes as long as all else that is asked of it. Safe for
 * any number of threads, which may find the same answer twice.
 */
final class LetterTraits {
    private static final int KNOWN = 1;
    private static final int WORD_LETTER = 1 << 1;
    private static final int LETTER = 1 << 2;
    private static final int UPPER = 1 << 3;
    private static final int LOWER = 1 << 4;

    private static final char SHARP_S = '\u00DF';

    /** Letters by their kind that stand as signs: ordinals, micro, florin. */
    private static final String SIGN_LETTERS = "\u00AA\u00BA\u00B5\u0192";

    private static final byte[] TRAITS = new byte[Character.MAX_VALUE + 1];
    private static final @Nullable UnicodeScript[] SCRIPTS = new UnicodeScript[Character.MAX_VALUE + 1];

    private LetterTraits() {}

    private static int of(char c) {
        int known = TRAITS[c];
        return known == 0 ? learn(c) : known;
    }

    private static int learn(char c) {
        int traits = KNOWN
                | (isOfWords(c) ? WORD_LETTER : 0)
                | (Character.isLetter(c) ? LETTER : 0)
                | (Character.isUpperCase(c) ? UPPER : 0)
                | (Character.isLowerCase(c) ? LOWER : 0);
        TRAITS[c] = (byte) traits;
        return traits;
    }

    private static boolean isOfWords(char c) {
        int type = Character.getType(c);
        return Character.isSurrogate(c)
                || type == Character.NON_SPACING_MARK
                || (Character.isLetter(c) && type != Character.MODIFIER_LETTER && SIGN_LETTERS.indexOf(c) < 0);
    }

    /** {@return whether words are made of it; signs that Unicode counts among the letters are not} */
    static boolean isWordLetter(char c) {
        return (of(c) & WORD_LETTER) != 0;
    }

    /** {@return the same as {@link Character#isLetter(char)}} */
    static boolean isLetter(char c) {
        return (of(c) & LETTER) != 0;
    }

    /** {@return the same as {@link Character#isUpperCase(char)}} */
    static boolean isUpper(char c) {
        return (of(c) & UPPER) != 0;
    }

    /** {@return whether it is a small letter that has a capital: the sharp s stands among capitals} */
    static boolean isSmall(char c) {
        return (of(c) & LOWER) != 0 && c != SHARP_S;
    }

    /** {@return the same as {@link UnicodeScript#of(int)}} */
    static UnicodeScript script(char c) {
        UnicodeScript known = SCRIPTS[c];
        if (known == null) {
            known = UnicodeScript.of(c);
            SCRIPTS[c] = known;
        }
        return known;
    }
}
