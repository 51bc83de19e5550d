package invitations.intake.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import org.junit.jupiter.api.Test;

/** What is remembered of a character is what the JDK says of it. */
final class LetterTraitsTest {
    private static final String SIGN_LETTERS = "\u00AA\u00BA\u00B5\u0192";

    @Test
    void each_character_is_what_the_jdk_says_also_when_asked_again() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i <= Character.MAX_VALUE; i++) {
                char c = (char) i;
                assertThat(LetterTraits.isLetter(c)).isEqualTo(Character.isLetter(c));
                assertThat(LetterTraits.isUpper(c)).isEqualTo(Character.isUpperCase(c));
                assertThat(LetterTraits.isSmall(c)).isEqualTo(Character.isLowerCase(c) && c != '\u00DF');
                assertThat(LetterTraits.script(c)).isEqualTo(UnicodeScript.of(c));
                assertThat(LetterTraits.isWordLetter(c)).as("U+%04X", i).isEqualTo(isWordLetter(c));
            }
        }
    }

    private static boolean isWordLetter(char c) {
        int type = Character.getType(c);
        return Character.isSurrogate(c)
                || type == Character.NON_SPACING_MARK
                || (Character.isLetter(c) && type != Character.MODIFIER_LETTER && SIGN_LETTERS.indexOf(c) < 0);
    }
}
