package invitations.invitation;

import java.util.List;

/**
 * A column that a target knows, and where its value goes in the item that is sent.
 *
 * @param column the column's folded name, for example {@code redirect_to}
 * @param type what its cells must be
 * @param path where the value goes in the item, for example {@code [enrollment_config, started]}
 */
public record Field(String column, FieldType type, List<String> path) {

    public Field {
        path = List.copyOf(path);
    }

    /** A column that goes to the top level of the item under its own name. */
    public static Field of(String column, FieldType type) {
        return new Field(column, type, List.of(column));
    }
}
