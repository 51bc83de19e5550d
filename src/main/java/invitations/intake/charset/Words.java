package invitations.intake.charset;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.Locale;

/** What the words of a text are, as far as an earlier conversion may have changed them. */
public final class Words {
    /** Signs that stand within words that people write, whatever good typography says. */
    private static final String WITHIN_WORDS =
            "\u2018\u2019\u00B4\u00A8\u00B7\u2013\u2014\u00AA\u00BA\u00A0\u00AD\u2022\u00B0";

    /** Signs that never end a word. */
    private static final String NEVER_BEHIND = "\u201A\u201E\u2030\u02C6\u00A4\u00B3\u00B9\u00A7";

    /** Signs that never begin one with a small letter behind them: {@code £ukasz}. */
    private static final String NEVER_BEFORE = "\u00A3\u00A5\u00AF\u00A6\u00A1\u00BF\u00A4";

    /** Greek letters that alphabets of Africa have, and Cyrillic ones that are typed because they look like Latin ones. */
    private static final String OF_LATIN_ALPHABETS = "\u03B5\u0395\u03B3\u0393"
            + "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455"
            + "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425\u0406\u0408\u0405";

    /** Behind so many letters, a raised figure is none of a unit or a footnote. */
    private static final int LONG_WORD = 4;

    /** So much of a word is looked at, on each side of a place: some cells have one word of thousands of letters. */
    private static final int REACH = 50;

    private static final char SHARP_S = '\u00DF';
    /** The end of the block Latin Extended-A. */
    private static final char END_OF_LATIN = '\u0180';

    private Words() {}

    /**
     * {@return whether no character can be of an earlier conversion: all are of ASCII but for single small Latin letters, each
     * behind a small letter or a capital that begins a word} Other texts may be right as well, and are looked at.
     */
    public static boolean areOrdinary(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F && !isOrdinary(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOrdinary(String text, int place) {
        char c = text.charAt(place);
        char before = place == 0 ? ' ' : text.charAt(place - 1);
        char after = place + 1 == text.length() ? ' ' : text.charAt(place + 1);
        boolean isSmallLatin = c > SHARP_S && c < END_OF_LATIN && Character.isLowerCase(c);
        boolean isAlone = before <= 0x7F && after <= 0x7F && !Character.isUpperCase(after);
        boolean beginsWord = place < 2 || text.charAt(place - 2) <= ' ';
        return isSmallLatin
                && isAlone
                && (Character.isLowerCase(before) || (Character.isUpperCase(before) && beginsWord));
    }

    static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** {@return the text with a blank before each capital behind a small letter, as two names have that were written together} */
    static String parted(String text) {
        return text.replaceAll("(?<=\\p{Ll})(?=\\p{Lu}\\p{Ll})", " ");
    }

    static long beyondAscii(String text) {
        return text.chars().filter(c -> c > 0x7F).count();
    }

    /** {@return how plausible the text is in the languages of a charset, a natural logarithm} */
    static double plausibility(String text, Charset charset) {
        return new TextPlausibility(charset).score(text).value();
    }

    /** {@return whether its characters beyond ASCII are letters} */
    static boolean isLetters(String text) {
        return text.codePoints().allMatch(c -> c <= 0x7F || Character.isLetter(c));
    }

    /**
     * Tells whether a character stands where no text has it.
     *
     * @param place its place, from 0
     */
    static boolean isNoWay(String text, int place) {
        char c = text.charAt(place);
        char before = place == 0 ? ' ' : text.charAt(place - 1);
        char after = place + 1 == text.length() ? ' ' : text.charAt(place + 1);
        if (TextSoundness.isLetter(c)) {
            boolean isCapitalWithin = LetterTraits.isUpper(c)
                    && (TextSoundness.isSmall(before)
                            || (LetterTraits.isUpper(before) && TextSoundness.isSmall(after)));
            return (c > 0x7F && isCapitalWithin) || isOfOtherScript(text, place);
        }
        if (isDrawing(c)) {
            return LetterTraits.isLetter(before) || LetterTraits.isLetter(after);
        }
        boolean isWithin = LetterTraits.isLetter(before) && LetterTraits.isLetter(after);
        return isWithin
                ? WITHIN_WORDS.indexOf(c) < 0
                : isBehind(text, place, before, c)
                        || (NEVER_BEFORE.indexOf(c) >= 0 && TextSoundness.isSmall(after) && !isQuestion(c));
    }

    /** {@return whether lines or boxes are drawn by it, as in the text screens of DOS} */
    public static boolean isDrawing(char c) {
        return (c >= '\u2500' && c <= '\u256C') || (c >= '\u2580' && c <= '\u2593');
    }

    private static boolean isQuestion(char c) {
        return c == '\u00A1' || c == '\u00BF';
    }

    private static boolean isBehind(String text, int place, char before, char c) {
        if (NEVER_BEHIND.indexOf(c) < 0 || !LetterTraits.isLetter(before)) {
            return false;
        }
        boolean isRaised = c == '\u00B3' || c == '\u00B9';
        return place - startOfWord(text, place) >= (isRaised ? LONG_WORD : 1);
    }

    /** {@return whether it is the only kind of letter in a word of ASCII: there are alphabets with some letters of another one} */
    private static boolean isOfOtherScript(String text, int place) {
        char c = text.charAt(place);
        if (c <= 0x7F || LetterTraits.script(c) == UnicodeScript.LATIN) {
            return false;
        }
        int start = startOfWord(text, place);
        int end = TextSoundness.endOfWord(text, place, place + REACH);
        int beyondAscii = 0;
        for (int i = start; i < end; i++) {
            beyondAscii += text.charAt(i) > 0x7F ? 1 : 0;
        }
        return beyondAscii * 2 < end - start && OF_LATIN_ALPHABETS.indexOf(c) < 0;
    }

    private static int startOfWord(String text, int place) {
        int start = place;
        while (start > Math.max(0, place - REACH) && LetterTraits.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
