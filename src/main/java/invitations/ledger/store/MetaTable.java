package invitations.ledger.store;

import java.sql.SQLException;
import java.util.Optional;

/** The named values of a ledger, in its table {@code meta}: its key, its API, its owner and the like. */
public final class MetaTable {
    private MetaTable() {}

    /** {@return the value of that name, which the ledger surely has} */
    public static String get(Statements statements, String name) throws SQLException {
        return find(statements, name).orElseThrow();
    }

    /** {@return the value of that name; the other one where the ledger has none} */
    static String getOr(Statements statements, String name, String otherwise) throws SQLException {
        return find(statements, name).orElse(otherwise);
    }

    /** {@return the value of that name; empty where the ledger has none} */
    public static Optional<String> find(Statements statements, String name) throws SQLException {
        String[] found = new String[1];
        statements.query(result -> found[0] = result.getString(1), "SELECT value FROM meta WHERE name = ?", name);
        return Optional.ofNullable(found[0]);
    }

    /** Sets the value of that name; {@return how many rows were written: one} */
    public static int set(Statements statements, String name, String value) throws SQLException {
        return statements.update(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }
}
