package invitations.ledger.plan;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.invitation.Invitation;
import invitations.invitation.InvitationKey;
import invitations.invitation.Operation;
import invitations.ledger.store.Json;
import invitations.testing.GeneratedTexts;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An item is compared in the form that Unicode's NFC and the address in its form for comparison give it, and no other. */
final class ComparedItemTest {
    private static final int ITEMS = 40_000;

    @Test
    void an_item_is_compared_as_the_whole_of_it_is_normalized() {
        GeneratedTexts texts = new GeneratedTexts(41);
        Random random = new Random(42);
        int differing = 0;
        for (int i = 0; i < ITEMS; i++) {
            String email = random.nextInt(4) == 0 ? texts.one() : "ann@example.org";
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put(texts.one(), random.nextBoolean() ? texts.one() : List.of(texts.one(), 1L, true));
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("email", email);
            item.put("first_name", texts.one());
            item.put("metadata", metadata);
            String compared = ComparedItem.of(invitation(email, item), Json.write(item));
            assertThat(compared).as("%s", item).isEqualTo(plain(email, item));
            differing += compared == null ? 0 : 1;
        }
        assertThat(differing).isBetween(ITEMS / 10, ITEMS * 9 / 10);
    }

    @Test
    void each_character_is_composed_or_not_whatever_stands_before_it() {
        for (int i = 0; i <= Character.MAX_VALUE; i++) {
            for (String before : List.of("", "a", "E", "\u03B1", "\u0418", "\uAC00", "\u304B", "\u1100", "e\u0323")) {
                Map<String, Object> item = Map.of("first_name", before + (char) i + "x");
                assertThat(ComparedItem.of(invitation(null, item), Json.write(item)))
                        .as("%s U+%04X", before, i)
                        .isEqualTo(plain(null, item));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cafe\u0301", "\u1F71", "\u2126", "\u212B", "\u0301", "\uF900", "\u0390\u0301"})
    void a_text_that_is_not_composed_is_compared_as_if_it_were(String name) {
        Map<String, Object> item = Map.of(name, true);
        assertThat(ComparedItem.of(invitation(null, item), Json.write(item))).isEqualTo(plain(null, item));
    }

    private static Invitation invitation(@Nullable String email, Map<String, Object> item) {
        return new Invitation(
                "platform", Operation.SINGLE, "acme", "acme", null, email, null, item, Invitation.Asking.NOT);
    }

    private static @Nullable String plain(@Nullable String email, Map<String, Object> item) {
        Map<String, Object> compared = new LinkedHashMap<>(item);
        if (email != null) {
            compared.replaceAll((name, value) -> value.equals(email) ? InvitationKey.canonicalEmail(email) : value);
        }
        String json = Json.write(compared);
        boolean isAsItStands = compared.equals(item) && Normalizer.isNormalized(json, Normalizer.Form.NFC);
        return isAsItStands ? null : Normalizer.normalize(json, Normalizer.Form.NFC);
    }
}
