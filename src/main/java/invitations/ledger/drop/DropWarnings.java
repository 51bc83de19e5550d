package invitations.ledger.drop;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.PersonMatcher;
import invitations.invitation.WarningCode;
import invitations.invitation.WarningCount;
import invitations.ledger.store.Json;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The warnings of a drop, counted, as the table has them: a JSON array of code, count, lines and message. */
public final class DropWarnings {
    private DropWarnings() {}

    /** Keeps what its planning warned of, in place of what an earlier one did. */
    public static void keep(Statements statements, long drop, List<WarningCount> counts) throws SQLException {
        statements.update(
                "UPDATE drops SET warnings = ? WHERE number = ?", counts.isEmpty() ? null : Json.write(counts), drop);
    }

    /** {@return what its planning warned of, in the order of the codes} */
    public static List<WarningCount> of(Statements statements, long drop) throws SQLException {
        List<WarningCount> counts = new ArrayList<>();
        statements.query(
                result -> {
                    String written = result.getString(1);
                    if (written != null) {
                        Json.read(written).forEach(each -> counts.add(count(each)));
                    }
                },
                "SELECT warnings FROM drops WHERE number = ?",
                drop);
        return counts;
    }

    private static WarningCount count(JsonNode each) {
        List<Long> lines = new ArrayList<>();
        each.path("lines").forEach(line -> lines.add(line.asLong()));
        return new WarningCount(
                WarningCode.valueOf(each.path("code").asText()),
                each.path("count").asLong(),
                lines,
                each.path("message").asText());
    }

    /** {@return whether a sentence names the person} */
    public static boolean isNamed(Statements statements, long drop, PersonMatcher person) throws SQLException {
        return of(statements, drop).stream().map(WarningCount::message).anyMatch(person::isIn);
    }

    /** Leaves of the sentences what is the same for all drops. */
    public static void erase(Statements statements, long drop, @Nullable PersonMatcher person) throws SQLException {
        List<WarningCount> counts = of(statements, drop);
        if (!counts.isEmpty()) {
            keep(
                    statements,
                    drop,
                    counts.stream()
                            .map(each -> person == null || person.isIn(each.message())
                                    ? new WarningCount(
                                            each.code(),
                                            each.count(),
                                            each.lines(),
                                            each.code().words())
                                    : each)
                            .toList());
        }
    }
}
