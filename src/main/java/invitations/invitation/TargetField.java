package invitations.invitation;

import java.util.List;

/**
 * A column that a target knows, and where its value goes in the item that is sent.
 *
 * @param column the column's folded name, for example {@code redirect_to}
 * @param type what its cells must be
 * @param path where the value goes in the item, for example {@code [enrollment_config, started]}; empty where it is not
 *     sent
 * @param isRequired whether a row cannot do without a value, its own or the feed's
 */
public record TargetField(String column, FieldType type, List<String> path, boolean isRequired) {

    public TargetField {
        path = List.copyOf(path);
    }

    /** A column that goes to the top level of the item under its own name. */
    public static TargetField of(String column, FieldType type) {
        return new TargetField(column, type, List.of(column), false);
    }

    /** The same; no row can do without it. */
    public static TargetField required(String column, FieldType type) {
        return new TargetField(column, type, List.of(column), true);
    }

    /** A column that says something about the call, and is not sent in the item. */
    public static TargetField unsent(String column, FieldType type) {
        return new TargetField(column, type, List.of(), false);
    }

    /** A column that goes into an object of the item. */
    public static TargetField within(String object, String name, String column, FieldType type) {
        return new TargetField(column, type, List.of(object, name), false);
    }
}
