package invitations.intake.cell;

import invitations.csv.TextRules;
import java.util.Optional;

/**
 * Signs that turn the direction of a text over or set it apart (UAX 9, sections 2.1 to 2.5): embeddings, overrides and isolates, as
 * they come along when a name is copied from a page. A text with one may be shown as another, so a person must confirm it without.
 * Safe for any number of threads.
 */
final class TextDirection {
    private TextDirection() {}

    /** {@return the text without them; empty where it has none, or other control characters too, or nothing else} */
    static Optional<String> without(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isOne(text.charAt(i))) {
                plain.append(text.charAt(i));
            }
        }
        String meant = TextRules.trim(InvisibleCharacters.without(plain.toString()));
        return plain.length() == text.length() || TextRules.firstControl(meant) >= 0 || TextRules.isBlank(meant)
                ? Optional.empty()
                : Optional.of(meant);
    }

    private static boolean isOne(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    }
}
