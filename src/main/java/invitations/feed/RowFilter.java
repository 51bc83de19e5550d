package invitations.feed;

import invitations.csv.ColumnName;
import java.util.Locale;
import java.util.Set;

/**
 * Which rows of a file are meant, by the value of one column.
 *
 * @param key the setting that says so, such as {@code exclude.status}
 * @param column the column's name, as the setting has it
 * @param values the values that it is about, in lower case
 * @param isInclude whether the rows with one of the values are meant, or all others
 * @param isRequired whether a file without the column is refused; one that a ready-made mapping names may be missing
 */
public record RowFilter(String key, String column, Set<String> values, boolean isInclude, boolean isRequired) {

    public RowFilter {
        values = Set.copyOf(values);
    }

    /** {@return whether the row with that value is meant; blanks around it, what nobody sees, and its case do not count} */
    public boolean lets(String value) {
        StringBuilder visible = new StringBuilder(value.length());
        // A blank or a joiner more must let nobody through.
        value.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(visible::appendCodePoint);
        return values.contains(ColumnName.trim(visible.toString()).strip().toLowerCase(Locale.ROOT)) == isInclude;
    }
}
