package invitations.intake.cell;

import invitations.csv.TextRules;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs that got into a key of a platform, program or course: from a quote, a list, a link. What was probably meant is a guess, so
 * nothing is ever sent to it unless a person says so. Safe for any number of threads.
 */
final class KeySuggestion {
    /** What is expected of a key that has the right signs, but not in their place; goes on a phrase. */
    static final String EXPECTED =
            ", with a letter, a digit or _ first and last, and a colon only behind the kind of key, as in course-v1:";

    /** What stands before a colon in a key that has one: the kind of key and its version, as in {@code course-v1:}. */
    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]*-v[0-9]+");

    private KeySuggestion() {}

    /** {@return whether it begins and ends with a letter, a digit or {@code _}, and has a colon behind the kind of key only} */
    static boolean hasNoStraySign(String key) {
        return !key.isEmpty() && !isSign(key.charAt(0)) && !isSign(key.charAt(key.length() - 1)) && hasUsualColon(key);
    }

    private static boolean hasUsualColon(String key) {
        int colon = key.indexOf(':');
        return colon < 0
                || (colon == key.lastIndexOf(':')
                        && KIND.matcher(key.substring(0, colon)).matches());
    }

    /**
     * {@return the key without the signs at its ends, and without characters by their numbers; empty where that is none either}
     *
     * @param rule what a key must be
     */
    static Optional<String> of(String text, CellParser rule) {
        return EncodedCharacters.decoded(text)
                .map(decoded -> TextRules.without(decoded, KeySuggestion::isSign, KeySuggestion::isSign))
                .filter(key ->
                        !key.equals(text) && !key.isEmpty() && rule.reading().of(key) != null);
    }

    private static boolean isSign(int c) {
        return c != '_' && !Character.isLetterOrDigit(c) && !Character.isSurrogate((char) c);
    }
}
