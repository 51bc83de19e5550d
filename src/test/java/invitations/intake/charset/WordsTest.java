package invitations.intake.charset;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.GeneratedTexts;
import java.lang.Character.UnicodeScript;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What words are is told quickly, and as it is told by looking at each character and each word for itself. */
final class WordsTest {
    private static final int TEXTS = 60_000;

    private static final String WITHIN_WORDS =
            "\u2018\u2019\u00B4\u00A8\u00B7\u2013\u2014\u00AA\u00BA\u00A0\u00AD\u2022\u00B0";
    private static final String NEVER_BEHIND = "\u201A\u201E\u2030\u02C6\u00A4\u00B3\u00B9\u00A7";
    private static final String NEVER_BEFORE = "\u00A3\u00A5\u00AF\u00A6\u00A1\u00BF\u00A4";
    private static final String OF_LATIN_ALPHABETS = "\u03B5\u0395\u03B3\u0393"
            + "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455"
            + "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425\u0406\u0408\u0405";

    @Test
    void a_character_stands_where_no_text_has_it() {
        long[] found = new long[2];
        texts(1).forEach(text -> {
            for (int i = 0; i < text.length(); i++) {
                boolean isNoWay = Words.isNoWay(text, i);
                assertThat(isNoWay).as("%s at %d", text, i).isEqualTo(isNoWay(text, i));
                found[isNoWay ? 1 : 0]++;
            }
        });
        assertThat(Math.min(found[0], found[1])).isGreaterThan(TEXTS / 10);
    }

    @Test
    void a_text_is_sound_whose_words_and_signs_are() {
        long[] found = new long[2];
        texts(2).forEach(text -> {
            boolean isSound = TextSoundness.isSound(text);
            assertThat(isSound).as(text).isEqualTo(isSound(text));
            found[isSound ? 1 : 0]++;
        });
        assertThat(Math.min(found[0], found[1])).isGreaterThan(TEXTS / 10);
    }

    @Test
    void a_word_is_mixed_or_of_the_wrong_case() {
        texts(3).forEach(word -> {
            assertThat(TextSoundness.isMixed(word)).as(word).isEqualTo(isMixed(word));
            assertThat(TextSoundness.hasWrongCase(word)).as(word).isEqualTo(hasWrongCase(word));
        });
    }

    private static Stream<String> texts(long seed) {
        // Some words are longer than what is looked at around a place.
        return Stream.concat(
                new GeneratedTexts(seed).many(TEXTS),
                Stream.of("a".repeat(60) + "б".repeat(60), "б".repeat(49) + "a".repeat(52), "ab".repeat(30) + "я"));
    }

    private static boolean isNoWay(String text, int place) {
        char c = text.charAt(place);
        char before = place == 0 ? ' ' : text.charAt(place - 1);
        char after = place + 1 == text.length() ? ' ' : text.charAt(place + 1);
        boolean isWithin = Character.isLetter(before) && Character.isLetter(after);
        if (TextSoundness.isLetter(c)) {
            boolean isCapitalWithin =
                    Character.isUpperCase(c) && (isSmall(before) || (Character.isUpperCase(before) && isSmall(after)));
            return (c > 0x7F && isCapitalWithin) || isOfOtherScript(text, place);
        }
        if (Words.isDrawing(c)) {
            return Character.isLetter(before) || Character.isLetter(after);
        }
        if (isWithin) {
            return WITHIN_WORDS.indexOf(c) < 0;
        }
        boolean isRaised = c == '\u00B3' || c == '\u00B9';
        boolean isBehind = NEVER_BEHIND.indexOf(c) >= 0
                && Character.isLetter(before)
                && place - startOfWord(text, place) >= (isRaised ? 4 : 1);
        return isBehind || (NEVER_BEFORE.indexOf(c) >= 0 && isSmall(after) && c != '\u00A1' && c != '\u00BF');
    }

    private static boolean isOfOtherScript(String text, int place) {
        char c = text.charAt(place);
        if (c <= 0x7F || UnicodeScript.of(c) == UnicodeScript.LATIN || OF_LATIN_ALPHABETS.indexOf(c) >= 0) {
            return false;
        }
        int end = TextSoundness.endOfWord(text, place, place + 50);
        String word = text.substring(startOfWord(text, place), end);
        return word.chars().filter(each -> each > 0x7F).count() * 2 < word.length();
    }

    private static int startOfWord(String text, int place) {
        int start = place;
        while (start > Math.max(0, place - 50) && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isSmall(char c) {
        return Character.isLowerCase(c) && c != '\u00DF';
    }

    private static boolean isSound(String text) {
        for (int i = 0; i < text.length(); ) {
            int end = TextSoundness.endOfWord(text, i);
            if (end > i) {
                String word = text.substring(i, end);
                if (isMixed(word) || hasWrongCase(word)) {
                    return false;
                }
            } else {
                boolean isUnsound = text.charAt(i) > 0x7F && TextSoundness.sign(text, i) == TextSoundness.Sign.UNSOUND;
                if (TextSoundness.isUnsoundDigit(text, i) || isUnsound) {
                    return false;
                }
                end++;
            }
            i = end;
        }
        return true;
    }

    private static boolean isMixed(String word) {
        UnicodeScript script = null;
        for (int i = 0; i < word.length(); i++) {
            UnicodeScript of = word.charAt(i) < '\u0250' ? UnicodeScript.LATIN : UnicodeScript.of(word.charAt(i));
            if (of != UnicodeScript.INHERITED && of != UnicodeScript.COMMON) {
                boolean isJapanese = script != null
                        && script != UnicodeScript.HANGUL
                        && of != UnicodeScript.HANGUL
                        && EastAsianModel.has(of)
                        && EastAsianModel.has(script);
                if (script != null && script != of && !isJapanese) {
                    return true;
                }
                script = of;
            }
        }
        return false;
    }

    private static boolean hasWrongCase(String word) {
        int upper = 0;
        int lower = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean isUpper = Character.isUpperCase(c);
            if (isUpper && i > 0 && isSmall(word.charAt(i - 1)) && (c > 0x7F || word.charAt(i - 1) > 0x7F)) {
                return true;
            }
            if (isSmall(c) && c > 0x7F && upper >= 2 && lower == 0) {
                return true;
            }
            upper += isUpper ? 1 : 0;
            lower += isSmall(c) ? 1 : 0;
        }
        return false;
    }
}
