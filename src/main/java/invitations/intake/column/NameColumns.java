package invitations.intake.column;

import invitations.csv.ColumnName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The columns of a file that have names of people or companies: those that targets know as such, under whatever name, and those
 * that are called a name, but no user name. Immutable.
 */
public final class NameColumns {
    private static final List<String> FIELDS = List.of("first_name", "last_name", "company_name");

    private final Set<Column> columns = new HashSet<>();

    public NameColumns(Header header) {
        FIELDS.forEach(field -> header.find(field).ifPresent(columns::add));
        Stream.concat(header.columns().stream(), header.ofFile().values().stream())
                .filter(NameColumns::isCalledName)
                .forEach(columns::add);
        header.find("username").ifPresent(columns::remove);
    }

    private static boolean isCalledName(Column column) {
        String name = ColumnName.withoutGaps(column.plainName());
        // German user names are a 'Benutzername' or a 'Nutzername'.
        return name.contains("name") && !name.contains("username") && !name.contains("nutzername");
    }

    public boolean has(Column column) {
        return columns.contains(column);
    }
}
