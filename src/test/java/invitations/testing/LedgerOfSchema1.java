package invitations.testing;

import invitations.ledger.store.LedgerSecret;
import invitations.ledger.store.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A ledger as a program of schema 1 made it, with an audit trail whose hashes are plain ones. */
public final class LedgerOfSchema1 {
    private LedgerOfSchema1() {}

    /** Makes it in the home, with so many starts in its trail. */
    public static void make(Path home, int starts) throws Exception {
        byte[] secret = new byte[32];
        Files.write(home.resolve("ledger.key"), secret);
        try (Connection connection = connect(home);
                Statement statement = connection.createStatement()) {
            for (String sql : script().split(";\\s*\\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = 1");
            statement.execute("INSERT INTO meta VALUES ('api', '" + LedgerFixture.API + "')");
            statement.execute("INSERT INTO meta VALUES ('key', '" + LedgerSecret.fingerprint(secret) + "')");
            for (int start = 1; start <= starts; start++) {
                statement.execute("INSERT INTO audit VALUES (" + start + ", 1800000000000, 'STARTED', NULL, 'root',"
                        + " '{\"mode\":\"ONCE\"}', '')");
            }
        }
        rehash(home, starts);
    }

    /**
     * {@return the statements that take out of a ledger what later versions put in}
     *
     * @param found what it has: kind, name, and of a table a column, each with a blank in between
     */
    public static List<String> changesBack(List<String> found) throws SQLException {
        Set<String> first = new HashSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script());
            try (ResultSet result =
                    statement.executeQuery("SELECT m.type || ' ' || m.name || ' ' || COALESCE(c.name, '')"
                            + " FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) c ON m.type = 'table'")) {
                while (result.next()) {
                    first.add(result.getString(1));
                }
            }
        }
        List<String> changes = new ArrayList<>();
        Set<String> tables = new HashSet<>();
        first.stream().filter(each -> each.startsWith("table ")).forEach(each -> tables.add(each.split(" ", -1)[1]));
        for (String kind : List.of("index", "table")) {
            for (String each : found) {
                String[] parts = each.split(" ", -1);
                // The table of the drops is made anew by version 2; this column is in a constraint.
                if (!parts[0].equals(kind) || first.contains(each) || each.equals("table drops reading")) {
                    continue;
                }
                if (kind.equals("index")) {
                    changes.add("DROP INDEX " + parts[1]);
                } else if (tables.contains(parts[1])) {
                    changes.add("ALTER TABLE " + parts[1] + " DROP COLUMN " + parts[2]);
                } else {
                    changes.add("DROP TABLE IF EXISTS " + parts[1]);
                }
            }
        }
        return changes;
    }

    private static String script() {
        try (var script = Schema.class.getResourceAsStream("/invitations/ledger/V1.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the hashes of the first entries anew, as that program did. */
    public static void rehash(Path home, int entries) throws Exception {
        try (Connection connection = connect(home);
                Statement statement = connection.createStatement();
                PreparedStatement update = connection.prepareStatement("UPDATE audit SET hash = ? WHERE id = ?")) {
            String before = "";
            for (int id = 1; id <= entries; id++) {
                try (ResultSet entry =
                        statement.executeQuery("SELECT id, at, event, who, details FROM audit WHERE id = " + id)) {
                    List<String> texts = List.of(
                            before,
                            entry.getString(1),
                            entry.getString(2),
                            entry.getString(3),
                            "",
                            entry.getString(4),
                            entry.getString(5));
                    before = HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(String.join("\0", texts).getBytes(StandardCharsets.UTF_8)));
                }
                update.setString(1, before);
                update.setInt(2, id);
                update.executeUpdate();
            }
        }
    }

    private static Connection connect(Path home) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + home.resolve("ledger.db"));
    }
}
