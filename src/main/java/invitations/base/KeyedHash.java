package invitations.base;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104), cut to 16 bytes, of texts that begin in the same way. What they begin with is hashed once. Safe
 * for any number of threads.
 */
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 16;

    private final Mac begun;

    /**
     * @param secret the key
     * @param beginning what every text begins with
     */
    public KeyedHash(byte[] secret, byte[] beginning) {
        try {
            begun = Mac.getInstance(ALGORITHM);
            begun.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
        begun.update(beginning);
    }

    /**
     * {@return the hash of a text, 16 bytes}
     *
     * @param rest what stands behind the beginning
     */
    public byte[] of(byte[] rest) {
        try {
            Mac hash = (Mac) begun.clone();
            return Arrays.copyOf(hash.doFinal(rest), LENGTH);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + ALGORITHM + " can be cloned", e);
        }
    }
}
