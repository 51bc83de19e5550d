package invitations.ledger.drop;

import invitations.invitation.PersonMatcher;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The other names by which the content of a drop came: a person who looks for a file by its name finds it beside the first. */
public final class DropNames {
    private DropNames() {}

    /** The other names, the earliest first. */
    public static List<String> of(Statements statements, long drop) throws SQLException {
        List<String> names = new ArrayList<>();
        statements.query(
                result -> names.add(result.getString(1)),
                "SELECT name FROM drop_names WHERE drop_number = ? ORDER BY at, name",
                drop);
        return names;
    }

    /**
     * Takes note of a name.
     *
     * @param at when it came by this name, in milliseconds since 1970
     * @return whether it is another one than those that are known
     */
    static boolean note(Statements statements, Drop drop, String name, long at) throws SQLException {
        return !name.equals(drop.fileName())
                && statements.update(
                                "INSERT INTO drop_names (drop_number, name, at) VALUES (?, ?, ?)"
                                        + " ON CONFLICT (drop_number, name) DO NOTHING",
                                drop.number(),
                                name,
                                at)
                        == 1;
    }

    /** Takes out the names that name the person. */
    public static void forget(Statements statements, long drop, PersonMatcher person) throws SQLException {
        for (String name : of(statements, drop)) {
            if (person.isInName(name)) {
                statements.update("DELETE FROM drop_names WHERE drop_number = ? AND name = ?", drop, name);
            }
        }
    }

    /** Takes out all names of a drop that is erased. */
    public static void erase(Statements statements, long drop) throws SQLException {
        statements.update("DELETE FROM drop_names WHERE drop_number = ?", drop);
    }
}
