package invitations.invitation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes the cells of a row as they were read: an HMAC-SHA-256 (RFC 2104), cut to 16 bytes. Two rows have the same hash only
 * where all of their cells are the same, and without the ledger's secret nobody can tell what was in them. Safe for any
 * number of threads.
 */
public final class RowHash {
    private static final int LENGTH = 16;

    private final MessageDigest inner;
    private final MessageDigest outer;

    /** Takes copies of the padded secret, so that no key of an invitation is ever the hash of a row. */
    RowHash(MessageDigest inner, MessageDigest outer) {
        this.inner = InvitationKey.copy(inner);
        this.outer = InvitationKey.copy(outer);
        this.inner.update("cells of a row\0".getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of the cells, each with its length before it: one cell with a comma is not two. 16 bytes. */
    public byte[] of(List<String> cells) {
        MessageDigest digest = InvitationKey.copy(inner);
        for (String cell : cells) {
            byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return Arrays.copyOf(InvitationKey.copy(outer).digest(digest.digest()), LENGTH);
    }
}
