package invitations.ledger;

import java.util.ArrayList;
import java.util.List;

/** The next rows of a query: as many as asked for, or fewer where they are large. One at the least. For one thread. */
final class Page<T> {
    /** How many characters are held at once. */
    private static final long MOST = 1 << 20;

    private final List<T> rows = new ArrayList<>();
    private long characters;

    /** Whether what comes next belongs to the next page. */
    boolean isFull() {
        return characters >= MOST;
    }

    /** @param size how many characters the row has, or about as many */
    void add(T row, int size) {
        rows.add(row);
        characters += size;
    }

    List<T> rows() {
        return rows;
    }
}
