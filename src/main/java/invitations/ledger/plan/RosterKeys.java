package invitations.ledger.plan;

import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a roster that is in another ledger than the one before it, as a check has it: eight bytes of each, since they are
 * hashes. For one thread.
 */
final class RosterKeys {
    private long[] keys = new long[1024];
    private int size;

    private RosterKeys() {}

    /** {@return all keys of the rows, and the hashes of their cells} */
    static RosterKeys of(Statements statements, RowRange rows) throws SQLException {
        RosterKeys all = new RosterKeys();
        statements.query(
                result -> {
                    all.add(result.getBytes(1));
                    all.add(result.getBytes(2));
                    all.add(result.getBytes(3));
                },
                "SELECT key1, key2, cells_hash FROM drop_rows WHERE id IN {rows}",
                rows);
        Arrays.sort(all.keys, 0, all.size);
        return all;
    }

    /** {@return how many of the rows have none of these keys} */
    long missing(Statements statements, String condition, RowRange rows) throws SQLException {
        long[] missing = new long[1];
        statements.query(
                result -> {
                    if (!has(result.getBytes(1)) && !has(result.getBytes(2)) && !has(result.getBytes(3))) {
                        missing[0]++;
                    }
                },
                "SELECT key1, key2, cells_hash FROM drop_rows WHERE " + condition,
                rows);
        return missing[0];
    }

    private void add(byte @Nullable [] key) {
        if (key != null) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
            }
            keys[size++] = ByteBuffer.wrap(key).getLong();
        }
    }

    private boolean has(byte @Nullable [] key) {
        return key != null
                && Arrays.binarySearch(keys, 0, size, ByteBuffer.wrap(key).getLong()) >= 0;
    }
}
