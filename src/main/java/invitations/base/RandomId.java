package invitations.base;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes random ids that nobody can guess. Safe for any number of threads. */
public final class RandomId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HEX_BYTES = 8;

    /** Letters and digits that are not taken for one another, when a person reads an id to another one. */
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private RandomId() {}

    /** {@return 16 hexadecimal digits} */
    public static String hex() {
        byte[] id = new byte[HEX_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** {@return so many letters and digits that a person can read out} */
    public static String readable(int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return id.toString();
    }
}
