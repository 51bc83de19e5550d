package invitations.ledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that read a table from its beginning to its end. A ledger grows for years, and what is read for each file or
 * row must not grow with it: such a statement says in its text that it is meant to.
 */
public final class FullScanGuard {
    /** What such a statement has in its text. */
    public static final String WANTED = " /* whole table */ ";

    private static final Pattern MADE_ON_THE_WAY = Pattern.compile("(?:CO-ROUTINE|MATERIALIZE) (\\S+)");
    private static final Pattern SCAN = Pattern.compile("SCAN (\\S+)(?: USING(?: COVERING)? INDEX (\\S+))?.*");

    private FullScanGuard() {}

    /** {@return whether the statement reads no table as a whole, or says that it does} Asked by tests, which run with assertions. */
    static boolean isReadOnPurpose(Connection connection, String sql) throws SQLException {
        if (sql.contains(WANTED.trim())) {
            return true;
        }
        Set<String> small = partialIndexes(connection);
        small.add("CONSTANT");
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                ResultSet plan = explain.executeQuery()) {
            while (plan.next()) {
                String step = plan.getString("detail");
                Matcher making = MADE_ON_THE_WAY.matcher(step);
                if (making.matches()) {
                    small.add(making.group(1));
                }
                Matcher scan = SCAN.matcher(step);
                boolean isScan = scan.matches() && !small.contains(scan.group(1)) && !small.contains(scan.group(2));
                if (isScan || step.contains("AUTOMATIC")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Those that have the few rows of a table that something is to be done for. */
    private static Set<String> partialIndexes(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement indexes = connection.prepareStatement(
                        "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %'");
                ResultSet result = indexes.executeQuery()) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
