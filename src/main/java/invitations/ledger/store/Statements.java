package invitations.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of one connection, each prepared once. A parameter that is a {@link RowRange} takes two places.
 * For one thread at a time.
 */
public final class Statements implements AutoCloseable {
    /** Stands for a list of ids in the text of a statement, as in {@code id IN ({ids})}, behind all parameters. */
    private static final String IDS = "{ids}";

    private static final int MOST_IDS = 64;

    /** Changes nothing. */
    private static final String TAKE_LOCK = "UPDATE meta SET value = value WHERE name = ''";

    /** Something to do with the statements of a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Statements statements) throws SQLException;
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet result) throws SQLException;
    }

    /** A text with room for so many ids. */
    private record Text(String sql, int ids) {}

    private final Connection connection;
    private final Map<Text, PreparedStatement> prepared = new HashMap<>();

    private final @Nullable AuditSeal seal;
    private @Nullable Ownership ownership;

    /** @param seal what entries of the audit trail are sealed with */
    public Statements(Connection connection, AuditSeal seal) {
        this.connection = connection;
        this.seal = seal;
    }

    /** Of a ledger whose key is not known yet: no entry can be added to its audit trail. */
    public Statements(Connection connection) {
        this.connection = connection;
        this.seal = null;
    }

    /** {@return what entries of the audit trail are sealed with} */
    AuditSeal seal() {
        return Objects.requireNonNull(seal, "the key of this ledger is not known");
    }

    /** From now on each transaction fails unless the ledger is still the owner's. */
    void ownedBy(Ownership owner) {
        ownership = owner;
    }

    /** The statement, to have its parameters set and to be executed or added to a batch. */
    public PreparedStatement prepare(String sql) throws SQLException {
        return prepare(sql, 0);
    }

    /** Runs a statement that changes something; answers how many rows it changed. */
    public int update(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql, 0);
        set(statement, parameters);
        return statement.executeUpdate();
    }

    /** Runs a statement that changes the rows of these ids, a few dozen at a time; answers how many it changed. */
    public int updateAll(String sql, List<Long> ids, @Nullable Object... parameters) throws SQLException {
        int changed = 0;
        for (int first = 0; first < ids.size(); first += MOST_IDS) {
            int count = Math.min(MOST_IDS, ids.size() - first);
            // Filled up with the last id, so that a handful of statements serve every length.
            int room = count == 1 ? 1 : Integer.highestOneBit(count - 1) * 2;
            PreparedStatement statement = prepare(sql, room);
            int place = set(statement, parameters);
            for (int i = 0; i < room; i++) {
                statement.setLong(place + i, ids.get(first + Math.min(i, count - 1)));
            }
            changed += statement.executeUpdate();
        }
        return changed;
    }

    /** Runs a query and hands each row to the reader. */
    public void query(RowReader reader, String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql, 0);
        set(statement, parameters);
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                reader.read(result);
            }
        }
    }

    /** Runs a statement to its end that has no parameters and may be run outside a transaction, such as a pragma. */
    public void script(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /**
     * Does something outside a transaction, between two.
     *
     * @throws SQLException when no transaction can be begun again; what the work itself fails of, it says
     */
    <T> T outside(Work<T> work) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        try {
            return work.on(this);
        } finally {
            connection.setAutoCommit(false);
            begin();
        }
    }

    /** {@return whether a query answers with any row} */
    public boolean isAny(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql, 0);
        set(statement, parameters);
        try (ResultSet result = statement.executeQuery()) {
            return result.next();
        }
    }

    /** The number that a query answers with, in its one row. */
    public long number(String sql, @Nullable Object... parameters) throws SQLException {
        long[] number = new long[1];
        query(result -> number[0] = result.getLong(1), sql, parameters);
        return number[0];
    }

    /**
     * Begins a transaction by taking the lock for writing. An operator's process may write beside this one: a
     * transaction that reads first could not write any more when the other one has written meanwhile.
     *
     * @throws OwnershipLostException when the ledger was this instance's and is another one's now
     */
    void begin() throws SQLException {
        update(TAKE_LOCK);
        if (ownership != null) {
            ownership.check(this);
        }
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String sql, int ids) throws SQLException {
        Text text = new Text(sql, ids);
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            String places = String.join(", ", Collections.nCopies(ids, "?"));
            String complete = sql.replace(IDS, places).replace(RowRange.IN, RowRange.SQL);
            // To look at it is to read, and SQLite lets a transaction that has read not wait for the lock.
            assert sql.equals(TAKE_LOCK) || FullScanGuard.isReadOnPurpose(connection, complete) : complete;
            statement = connection.prepareStatement(complete);
            prepared.put(text, statement);
        }
        return statement;
    }

    /** {@return the place of the next parameter} */
    private static int set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        int place = 1;
        for (Object parameter : parameters) {
            if (parameter instanceof RowRange rows) {
                statement.setLong(place++, rows.first());
                statement.setLong(place++, rows.last());
            } else {
                statement.setObject(place++, parameter);
            }
        }
        return place;
    }
}
