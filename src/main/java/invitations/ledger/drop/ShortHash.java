package invitations.ledger.drop;

import invitations.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes by which people name plans: twelve hexadecimal digits of a SHA-256, enough to tell plans apart, short enough to be typed. */
public final class ShortHash {
    private static final int CHARACTERS = 12;

    private ShortHash() {}

    /** {@return the hash of the texts, in their order} */
    public static String of(String... texts) {
        MessageDigest digest = Sha256.digest();
        add(digest, texts);
        return of(digest);
    }

    /** {@return the hash of what was added to the digest} */
    public static String of(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS);
    }

    /** Adds texts to a digest, each with its end, so that other texts are never the same together. */
    public static void add(MessageDigest digest, String... texts) {
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }
}
