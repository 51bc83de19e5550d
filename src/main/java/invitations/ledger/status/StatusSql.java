package invitations.ledger.status;

import invitations.invitation.RowStatus;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Renders conditions on the status of rows. The same set gives the same text, in the order of the set, so that the database
 * finds the partial index whose condition has these words.
 */
public final class StatusSql {
    private StatusSql() {}

    /** {@return that the column {@code status} has one of these} */
    public static String in(Set<RowStatus> statuses) {
        return condition("status", statuses);
    }

    /**
     * The same of one of several tables.
     *
     * @param row what the row is called in the statement
     */
    public static String in(String row, Set<RowStatus> statuses) {
        return condition(row + ".status", statuses);
    }

    /** {@return that the row has none of these} */
    public static String notIn(String row, Set<RowStatus> statuses) {
        return row + ".status NOT IN " + list(statuses);
    }

    /** {@return the place of a row by its status, from 1, as an expression to sort by; the other statuses come last} */
    public static String order(String row, List<RowStatus> statuses) {
        StringBuilder order = new StringBuilder("CASE ").append(row).append(".status");
        for (RowStatus status : statuses) {
            order.append(" WHEN ").append(text(status)).append(" THEN ").append(statuses.indexOf(status) + 1);
        }
        return order.append(" ELSE ").append(statuses.size() + 1).append(" END").toString();
    }

    /** {@return the status as a text of SQL} */
    public static String text(RowStatus status) {
        return "'" + status.name() + "'";
    }

    private static String condition(String column, Set<RowStatus> statuses) {
        return statuses.size() == 1
                ? column + " = " + text(statuses.iterator().next())
                : column + " IN " + list(statuses);
    }

    private static String list(Collection<RowStatus> statuses) {
        return statuses.stream().map(StatusSql::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
