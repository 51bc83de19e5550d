package invitations.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.AddressText;
import invitations.testing.GeneratedTexts;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Ledgers know people by these keys for ever: they are HMACs of the whole text, however it is put together. */
final class InvitationKeyTest {
    private static final int TEXTS = 20_000;
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final InvitationKey keys = new InvitationKey(SECRET, "https://api.example.org");

    @Test
    void a_key_is_the_hash_of_what_the_invitation_is() throws GeneralSecurityException {
        for (String username : new GeneratedTexts(51).many(TEXTS / 10).toList()) {
            Invitation invitation = new Invitation(
                    "program",
                    Operation.BULK,
                    "acme",
                    "acme+" + username,
                    null,
                    "Ann@Example.org",
                    null,
                    Map.of(),
                    Invitation.Asking.NOT);
            byte[] text = String.join(
                            "\0",
                            "https://api.example.org",
                            "program",
                            "acme+" + username,
                            "invite",
                            "e",
                            "ann@example.org")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(keys.of(invitation, "r1")).containsExactly(hash(text));
        }
    }

    @Test
    void the_hash_of_a_row_is_that_of_its_cells_each_behind_its_length() throws GeneralSecurityException {
        for (List<String> cells : new GeneratedTexts(52).lists(TEXTS).toList()) {
            ByteBuffer text = ByteBuffer.allocate(10_000);
            text.put("cells of a row\0".getBytes(StandardCharsets.UTF_8));
            for (String cell : cells) {
                byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
                text.putInt(bytes.length).put(bytes);
            }
            assertThat(keys.rows().of(cells)).isEqualTo(hash(Arrays.copyOf(text.array(), text.position())));
        }
    }

    @Test
    void the_hash_of_a_row_stays_as_it_was() {
        assertThat(HexFormat.of().formatHex(keys.rows().of(List.of("ann@example.org", "Zoë", ""))))
                .isEqualTo("ebb27b38bf549ad8dc89344178b6f5ce");
    }

    private static byte[] hash(byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return Arrays.copyOf(mac.doFinal(text), 16);
    }

    @Test
    void an_address_is_compared_in_its_one_spelling() {
        GeneratedTexts texts = new GeneratedTexts(53);
        texts.many(TEXTS).forEach(text -> {
            String address = text + "@" + texts.one() + ".Example.org ";
            assertThat(InvitationKey.canonicalEmail(address)).as(address).isEqualTo(canonical(address));
            assertThat(InvitationKey.canonicalEmail(text)).as(text).isEqualTo(canonical(text));
        });
    }

    private static String canonical(String email) {
        String address = AddressText.normalized(AddressText.trim(email));
        int at = address.lastIndexOf('@');
        if (AddressText.isAscii(address) || at < 0) {
            return address.toLowerCase(Locale.ROOT);
        }
        String domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
        try {
            domain = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            // Compared as it stands.
        }
        return address.substring(0, at).toLowerCase(Locale.ROOT) + '@' + domain;
    }
}
