package invitations.intake.charset;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells how plausible text is that a charset makes of a file's bytes: letters as languages have them, case as words have
 * it, and signs where texts have them. For one thread, since it remembers the languages of a file.
 */
final class TextPlausibility {
    /** A sign beside a letter where no language has one: {@code £ukasz}, {@code M³ller}. */
    private static final double SIGN_AT_LETTER = -25;

    /** A sign of good typography that touches a word. */
    private static final double TOUCHING_SIGN = -18;

    private static final double SIGN = -8;
    private static final double UNUSUAL_SIGN = -14;

    /** A capital letter behind a small one: {@code RenŽ}. */
    private static final double WRONG_CASE = -10;

    private static final double MIXED_SCRIPTS = -20;

    /** The share of a letter that no language of the charset has. */
    private static final double NO_LANGUAGE = 0.001;

    /** A letter that some language has, in a word of none that is known here. */
    private static final double ANY_LANGUAGE = -9;

    /** A file has names of few languages. */
    private static final double NEW_LANGUAGE = -4;

    private final Charset charset;
    private final WritableLanguages languages;
    private final Set<LanguageModel> met = new HashSet<>();

    TextPlausibility(Charset charset) {
        this.charset = charset;
        this.languages = WritableLanguages.of(charset);
    }

    /**
     * How plausible a text is.
     *
     * @param value of its characters beyond ASCII, a natural logarithm
     * @param isSound whether each word could stand in a text
     */
    record Score(double value, boolean isSound) {}

    Score score(String text) {
        double score = 0;
        boolean isSound = true;
        for (int i = 0; i < text.length(); ) {
            int end = TextSoundness.endOfWord(text, i);
            if (end > i) {
                String word = text.substring(i, end);
                if (!isAscii(word)) {
                    boolean isMixed = TextSoundness.isMixed(word);
                    boolean hasWrongCase = TextSoundness.hasWrongCase(word);
                    isSound &= !isMixed && !hasWrongCase;
                    score += word(word) + (isMixed ? MIXED_SCRIPTS : 0) + (hasWrongCase ? WRONG_CASE : 0);
                }
            } else {
                if (TextSoundness.isUnsoundDigit(text, i)) {
                    isSound = false;
                    score += SIGN_AT_LETTER;
                } else if (text.charAt(i) > 0x7F) {
                    TextSoundness.Sign sign = TextSoundness.sign(text, i);
                    isSound &= sign != TextSoundness.Sign.UNSOUND;
                    score += score(sign);
                }
                end++;
            }
            i = end;
        }
        return new Score(score, isSound);
    }

    private static double score(TextSoundness.Sign sign) {
        return switch (sign) {
            case USUAL -> SIGN;
            case TOUCHING -> TOUCHING_SIGN;
            case UNUSUAL -> UNUSUAL_SIGN;
            case UNSOUND -> SIGN_AT_LETTER;
        };
    }

    private static boolean isAscii(String word) {
        return word.chars().allMatch(c -> c <= 0x7F);
    }

    private double word(String word) {
        return word.chars().mapToObj(UnicodeScript::of).anyMatch(EastAsianModel::has)
                ? EastAsianModel.score(word, charset)
                : inBestLanguage(word);
    }

    private double inBestLanguage(String word) {
        StringBuilder small = new StringBuilder(word.length());
        // Java makes two characters of the Turkish capital I with a dot.
        word.chars().forEach(c -> small.append(c == 0x130 ? (char) c : Character.toLowerCase((char) c)));
        double best = inAnyLanguage(small);
        LanguageModel bestLanguage = null;
        for (LanguageModel language : languages.languages()) {
            double score = language.score(small) + (met.contains(language) ? 0 : NEW_LANGUAGE);
            if (score > best) {
                best = score;
                bestLanguage = language;
            }
        }
        if (bestLanguage != null) {
            met.add(bestLanguage);
        }
        return best;
    }

    private double inAnyLanguage(CharSequence word) {
        return word.chars()
                .filter(c -> c > 0x7F)
                .mapToDouble(c -> {
                    Double share = languages.shares().get((char) c);
                    return ANY_LANGUAGE + Math.log(share == null ? NO_LANGUAGE : Math.max(NO_LANGUAGE, share));
                })
                .sum();
    }
}
