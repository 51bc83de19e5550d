package invitations.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The next rows of a query: as many as asked for, or fewer where they are large. One at the least. For one thread. */
public final class BoundedPage<T> {
    /** How many characters are held at once. */
    private static final long MOST = 1 << 20;

    private final Reader<T> reader;
    private final ToIntFunction<T> size;
    private final List<T> rows = new ArrayList<>();
    private long characters;

    /** @param size how many characters a row has, or about as many */
    public BoundedPage(Reader<T> reader, ToIntFunction<T> size) {
        this.reader = reader;
        this.size = size;
    }

    /** Makes a row of one of the result. */
    @FunctionalInterface
    public interface Reader<T> {
        T of(ResultSet result) throws SQLException;
    }

    /** Takes the row in, unless the page is full: then it belongs to the next one. */
    public void take(ResultSet result) throws SQLException {
        if (characters < MOST) {
            T row = reader.of(result);
            rows.add(row);
            characters += size.applyAsInt(row);
        }
    }

    public List<T> rows() {
        return rows;
    }
}
