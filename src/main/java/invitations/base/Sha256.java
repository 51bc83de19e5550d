package invitations.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4). Safe for any number of threads. */
public final class Sha256 {
    private Sha256() {}

    /** {@return a digest for one thread, to be given bytes piece by piece} */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@return the hash of the bytes, 32 bytes} */
    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** {@return the hash of the text in UTF-8, 64 hexadecimal digits} */
    public static String of(String text) {
        return HexFormat.of().formatHex(of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
