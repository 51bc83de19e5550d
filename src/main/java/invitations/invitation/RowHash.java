package invitations.invitation;

import invitations.base.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Hashes the cells of a row as they were read: an HMAC-SHA-256 (RFC 2104), cut to 16 bytes. Two rows have the same hash only
 * where all of their cells are the same, and without the ledger's secret nobody can tell what was in them. Safe for any
 * number of threads.
 */
public final class RowHash {
    private final KeyedHash hash;

    /** @param secret the ledger's secret; what is hashed begins so that no key of an invitation is ever the hash of a row */
    RowHash(byte[] secret) {
        hash = new KeyedHash(secret, "cells of a row\0".getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the hash of the cells, 16 bytes} Each cell counts with its length before it: one cell with a comma is not two. */
    public byte[] of(List<String> cells) {
        byte[][] texts = new byte[cells.size()][];
        int length = 0;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = cells.get(i).getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + texts[i].length;
        }
        ByteBuffer row = ByteBuffer.allocate(length);
        for (byte[] text : texts) {
            row.putInt(text.length).put(text);
        }
        return hash.of(row.array());
    }
}
