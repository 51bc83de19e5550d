package invitations.invitation;

import invitations.base.AddressText;
import invitations.base.KeyedHash;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes the keys by which an invitation is known, and known again: an HMAC-SHA-256 (RFC 2104), cut to 16 bytes, of API
 * identity, target, target key, kind and subject. Safe for any number of threads.
 */
public final class InvitationKey {
    private final KeyedHash hash;
    private final RowHash rows;

    /**
     * @param secret the ledger's secret, 32 random bytes
     * @param api the identity of the API: the same people at another API are other invitations
     */
    public InvitationKey(byte[] secret, String api) {
        hash = new KeyedHash(secret, (api + '\0').getBytes(StandardCharsets.UTF_8));
        rows = new RowHash(secret);
    }

    /** Hashes rows as they were read, with the same secret. */
    public RowHash rows() {
        return rows;
    }

    /**
     * The keys of the invitation: one, or two when a row names both an e-mail address and a user name, or a user name that is
     * an address. Blank invitations
     * have no person: two rows that ensure the same pool are one, and each row that adds to it is itself.
     *
     * @param row a name of the row that no other row has
     */
    public List<byte[]> of(Invitation invitation, String row) {
        if (invitation.operation() == Operation.BLANK) {
            boolean adds = BlankMode.ADD.label().equals(invitation.item().get(BlankMode.FIELD));
            return List.of(of(invitation, "b", adds ? row : ""));
        }
        List<byte[]> keys = new ArrayList<>(2);
        if (invitation.email() != null) {
            keys.add(of(invitation, "e", canonicalEmail(invitation.email())));
        }
        String username = invitation.username();
        if (username != null) {
            String written = Normalizer.normalize(username, Normalizer.Form.NFC).strip();
            String folded = written.toLowerCase(Locale.ROOT);
            keys.add(of(invitation, "u", folded));
            if (keys.size() == 1 && username.indexOf('@') > 0) {
                // Many sign in by their address: it is the same person, whichever column it stands in.
                keys.add(of(invitation, "e", canonicalEmail(username)));
            }
            if (keys.size() == 1 && !written.equals(folded)) {
                // By this one ledgers of earlier versions know the person.
                keys.add(of(invitation, "u", written));
            }
        }
        if (keys.isEmpty()) {
            keys.add(of(invitation, "r", row));
        }
        return keys;
    }

    /**
     * The address for comparison only: all spellings of {@link AddressText#normalized} are one, the domain is in lower case and
     * its ASCII form (RFC 5890), the local part in lower case.
     */
    public static String canonicalEmail(String email) {
        String trimmed = AddressText.trim(email);
        if (AddressText.isAscii(trimmed)) {
            // As nearly all are; in its one spelling already.
            return trimmed.toLowerCase(Locale.ROOT);
        }
        String address = AddressText.normalized(trimmed);
        int at = address.lastIndexOf('@');
        if (AddressText.isAscii(address) || at < 0) {
            return address.toLowerCase(Locale.ROOT);
        }
        String local = address.substring(0, at).toLowerCase(Locale.ROOT);
        String domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
        try {
            domain = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            // Not an address at all, which is for its validation to say; compared as it stands.
        }
        return local + '@' + domain;
    }

    private byte[] of(Invitation invitation, String kind, String subject) {
        String asked =
                switch (invitation.operation()) {
                    case SINGLE, BULK -> "invite";
                    case BLANK -> "blank " + invitation.pool();
                    case REDEEM -> "redeem " + invitation.pool();
                };
        String text = String.join("\0", invitation.target(), invitation.targetKey(), asked, kind, subject);
        return hash.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
