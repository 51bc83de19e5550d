package invitations.ledger.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the audit trail, made of {@code ledger.key}, and the seal that is made with it: how many entries were
 * written, and the hash of the last one. Without the key no entry can be added, changed or taken out unnoticed, the newest
 * ones included. Safe for any number of threads.
 */
public final class AuditSeal {
    /** The name of the seal in the table {@code meta}. */
    private static final String NAME = "audit_seal";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "invitations audit trail 1";

    private final SecretKeySpec key;

    /**
     * What the ledger knows of its trail.
     *
     * @param keyedFrom the place of the first entry whose hash was made with the key; those before were written by a
     *     program of schema 1, and have plain hashes
     * @param count how many entries were written
     * @param last the hash of the last entry; empty when there is none
     */
    record State(long keyedFrom, long count, String last) {
        private String text() {
            return keyedFrom + " " + count + " " + last;
        }
    }

    /** @param secret the content of {@code ledger.key} */
    public AuditSeal(byte[] secret) {
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, ALGORITHM), PURPOSE), ALGORITHM);
    }

    /** The hash of an entry: keyed, over the hash before it and the entry's text. Hex. */
    String hash(String text) {
        return HexFormat.of().formatHex(hmac(key, "entry\0" + text));
    }

    /** {@return the seal; empty when there is none or it was not made with this key} */
    Optional<State> read(Statements statements) throws SQLException {
        String[] parts = MetaTable.getOr(statements, NAME, "").split(" ", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            State state = new State(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
            byte[] expected = mac(state).getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(expected, parts[3].getBytes(StandardCharsets.UTF_8))
                    ? Optional.of(state)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Writes the seal anew, in the transaction of the entry that it is about. */
    void write(Statements statements, State state) throws SQLException {
        statements.update(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                NAME,
                state.text() + " " + mac(state));
    }

    private String mac(State state) {
        return HexFormat.of().formatHex(hmac(key, "seal\0" + state.text()));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
