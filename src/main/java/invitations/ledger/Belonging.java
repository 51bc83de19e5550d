package invitations.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a ledger belongs to: its key, and the APIs that it knows people of. With others it would invite everybody again. */
final class Belonging {
    static final String OTHER_KEY = "ledger.key is not the key of this ledger (it has the fingerprint %2$s, the"
            + " ledger was made with %1$s). Bring the right one back from your backup.";
    static final String OTHER_API = "This ledger knows who was invited at %1$s, but the API is now %2$s. Use"
            + " another home for another API; if it is the same API under a new URL, set invitations.api.id = %1$s.";

    private Belonging() {}

    /** Of what a ledger is, is settled by its first drop. */
    static void belongsTo(Database database, String name, String value, String complaint) {
        String found = database.write(statements -> {
            statements.update(
                    "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                            + " WHERE (SELECT MAX(number) FROM drops) IS NULL",
                    name,
                    value);
            return meta(statements, name);
        });
        mustBe(found, value, complaint);
    }

    /** Whether the ledger was made with that key, and knows people of that API. */
    static void mustBe(Database database, byte[] secret, String api) {
        mustBe(database.read(statements -> meta(statements, "key")), LedgerSecret.fingerprint(secret), OTHER_KEY);
        mustBe(database.read(statements -> meta(statements, "api")), api, OTHER_API);
    }

    static void mustBe(String found, String value, String complaint) {
        if (!found.equals(value)) {
            throw new LedgerRefused(String.format(complaint, found, value));
        }
    }

    static String meta(Statements statements, String name) throws SQLException {
        return find(statements, name).orElseThrow();
    }

    /** What the ledger has under that name, if anything. */
    static Optional<String> find(Statements statements, String name) throws SQLException {
        List<String> found = new ArrayList<>(1);
        statements.query(result -> found.add(result.getString(1)), "SELECT value FROM meta WHERE name = ?", name);
        return found.stream().findFirst();
    }

    /** Lets the ledger have that under the name. */
    static int set(Statements statements, String name, String value) throws SQLException {
        return statements.update(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    /** The same, or the other value where the ledger has none. */
    static String metaOr(Statements statements, String name, String otherwise) throws SQLException {
        String[] found = {otherwise};
        statements.query(result -> found[0] = result.getString(1), "SELECT value FROM meta WHERE name = ?", name);
        return found[0];
    }
}
