package invitations.ledger.plan;

import invitations.invitation.Invitation;
import invitations.invitation.InvitationKey;
import invitations.ledger.store.Json;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The item of an invitation as it is compared within the file: the address in its form for comparison, letters composed as of
 * Unicode's NFC.
 */
final class ComparedItem {
    /** All characters before the first that combines are composed (Unicode Standard Annex 15). */
    private static final char FIRST_COMBINING = '\u0300';

    private ComparedItem() {}

    /**
     * {@return the item as JSON; null where that is how it stands there}
     *
     * @param item the same as it stands there, as JSON
     */
    static @Nullable String of(Invitation invitation, String item) {
        String email = invitation.email();
        String canonical = email == null ? null : InvitationKey.canonicalEmail(email);
        boolean isCanonical = email == null || email.equals(canonical);
        if (isCanonical && (hasNoneThatCombines(invitation.item()) || isComposed(item))) {
            return null;
        }
        String text = item;
        if (!isCanonical) {
            Map<String, Object> compared = new LinkedHashMap<>(invitation.item());
            compared.replaceAll((name, value) -> value.equals(email) ? String.valueOf(canonical) : value);
            text = Json.write(compared);
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** {@return whether no text in it can be other than composed; what is not known to be such is looked at as JSON} */
    private static boolean hasNoneThatCombines(Object value) {
        if (value instanceof String text) {
            return firstThatCombines(text) < 0;
        }
        if (value instanceof Map<?, ?> object) {
            for (Map.Entry<?, ?> each : object.entrySet()) {
                if (!hasNoneThatCombines(each.getKey()) || !hasNoneThatCombines(each.getValue())) {
                    return false;
                }
            }
            return true;
        }
        if (value instanceof List<?> array) {
            for (Object each : array) {
                if (!hasNoneThatCombines(each)) {
                    return false;
                }
            }
            return true;
        }
        return value instanceof Number || value instanceof Boolean;
    }

    private static int firstThatCombines(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING && !isComposed(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** {@return whether it is one of many letters that are composed, and that combine with none before them} */
    private static boolean isComposed(char c) {
        return (c >= '\u0400' && c <= '\u0482') // Cyrillic
                || (c >= '\u0391' && c <= '\u03CE') // Greek
                || (c >= '\u1E00' && c <= '\u1E99') // Latin
                || (c >= '\u1EA0' && c <= '\u1EFF') // of Vietnamese
                || (c >= '\u2010' && c <= '\u201F') // quotes
                || (c >= '\u3400' && c <= '\u9FFF') // Chinese characters
                || (c >= '\uAC00' && c <= '\uD7A3'); // Hangul
    }

    private static boolean isComposed(String json) {
        return firstThatCombines(json) < 0 || Normalizer.isNormalized(json, Normalizer.Form.NFC);
    }
}
