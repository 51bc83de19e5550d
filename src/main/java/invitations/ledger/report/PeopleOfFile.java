package invitations.ledger.report;

import invitations.invitation.RowStatus;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of a file, by the keys that its rows have. Two files are compared by the first eight bytes of the keys, which
 * are hashes: of a million people in each, two that are not the same are taken for it once in about ten million comparisons
 * of files. Holds eight megabytes and a bit for each row, however large the files are.
 *
 * @param database the one that has the rows
 * @param rows the rows of the file
 */
record PeopleOfFile(Database database, RowRange rows) {
    /** How many keys are held at once. */
    private static final int MOST_KEYS = 1_000_000;

    private static final int PAGE = 5_000;

    /** Blank invitations are for nobody. */
    private static final String NAMED =
            " FROM drop_rows WHERE id IN {rows} AND key1 IS NOT NULL AND operation <> 'BLANK'";

    /** A row that repeats another one names no other person, nor do rows that contradict each other. */
    private static final String PERSON =
            StatusSql.in(RowStatus.allBut(RowStatus.DUPLICATE, RowStatus.INVALID)) + " AND duplicate_of IS NULL";

    /** {@return how many people the file has that the other one has not} */
    long countMissingIn(PeopleOfFile other) {
        return countMissingIn(other, MOST_KEYS);
    }

    long countMissingIn(PeopleOfFile other, int mostKeys) {
        long people =
                database.read(statements -> statements.number("SELECT COUNT(*)" + NAMED + " AND " + PERSON, rows));
        BitSet found = new BitSet();
        KeyReader reader = other.new KeyReader(mostKeys);
        for (long[] keys = reader.next(); keys.length > 0; keys = reader.next()) {
            people -= countFound(keys, found);
        }
        return people;
    }

    /** Marks the rows that have one of the keys; answers how many people these are that were not marked before. */
    private long countFound(long[] keys, BitSet found) {
        long[] people = {0};
        long after = 0;
        for (List<Row> page = page(after); !page.isEmpty(); page = page(after)) {
            for (Row row : page) {
                int record = (int) RowId.record(row.id());
                if (!found.get(record) && row.hasAny(keys)) {
                    found.set(record);
                    people[0] += row.isPerson() ? 1 : 0;
                }
            }
            after = page.get(page.size() - 1).id();
        }
        return people[0];
    }

    private List<Row> page(long after) {
        return database.read(statements -> {
            List<Row> page = new ArrayList<>(PAGE);
            statements.query(
                    result -> page.add(new Row(
                            result.getLong(1),
                            start(result.getBytes(2)),
                            start(result.getBytes(3)),
                            result.getInt(4) == 1)),
                    "SELECT id, key1, COALESCE(key2, key1), CASE WHEN " + PERSON + " THEN 1 ELSE 0 END" + NAMED
                            + " ORDER BY id LIMIT ?",
                    rows.behind(after),
                    PAGE);
            return page;
        });
    }

    private static long start(byte @Nullable [] key) {
        return key == null ? 0 : ByteBuffer.wrap(key).getLong();
    }

    /** A row that names somebody; the second key is the first where there is but one. */
    private record Row(long id, long key1, long key2, boolean isPerson) {
        boolean hasAny(long[] keys) {
            return Arrays.binarySearch(keys, key1) >= 0 || Arrays.binarySearch(keys, key2) >= 0;
        }
    }

    /** Reads the keys of the file, some at a time. For one thread. */
    private final class KeyReader {
        private final int most;
        private long after;

        KeyReader(int most) {
            this.most = most;
        }

        /** {@return the next keys, sorted; empty behind the last one} */
        long[] next() {
            long[] keys = new long[most + 2 * PAGE];
            int count = 0;
            for (List<Row> page = page(after); !page.isEmpty(); page = page(after)) {
                for (Row row : page) {
                    keys[count++] = row.key1();
                    keys[count++] = row.key2();
                }
                after = page.get(page.size() - 1).id();
                if (count >= most) {
                    break;
                }
            }
            long[] sorted = Arrays.copyOf(keys, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
