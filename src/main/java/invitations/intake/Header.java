package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.ColumnName;
import invitations.invitation.Field;
import invitations.invitation.InputRow;
import invitations.invitation.RefusedFile;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file. A column whose name begins with {@code _} is never read: so are named the columns that a
 * dead-letter file has beyond its input's, and whatever else a sender wants to keep to themselves. Immutable.
 */
final class Header {
    static final String TARGET = "target";
    static final String OPERATION = "operation";
    static final String METADATA = "metadata";

    /** Written by this bundle into the metadata of each item; set by the API, which takes them in a request as well. */
    private static final Set<String> RESERVED = Stream.of(
                    "invitation_drop",
                    "invitation_call",
                    "invitation_attempt",
                    "id",
                    "user_id",
                    "created",
                    "started",
                    "enrollment_config")
            .map(ColumnName::withoutGaps)
            .collect(Collectors.toUnmodifiableSet());

    private final InputRow record;
    private final Map<String, Column> columns;
    private final int width;

    private Header(InputRow record, Map<String, Column> columns, int width) {
        this.record = record;
        this.columns = columns;
        this.width = width;
    }

    /**
     * Takes the first record for the header.
     *
     * @throws RefusedFile when there is none, or it is none that rows can be read by
     */
    static Header read(Iterator<InputRow> records, Collection<Target> targets) {
        if (!records.hasNext()) {
            throw new RefusedFile(
                    Code.EMPTY_FILE, 0, "the file is empty: expected a first line with the names of the columns");
        }
        InputRow record = records.next();
        Set<String> fields = fields(targets);
        if (record.cells().stream().map(Text::trim).noneMatch(name -> isKnown(name, fields))) {
            throw new RefusedFile(
                    Code.NO_HEADER,
                    record.line(),
                    "the line names no known column: expected names such as email,platform_key, found "
                            + Text.quoteAll(record.cells()));
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        List<Integer> blank = new ArrayList<>();
        int width = 0;
        for (int i = 0; i < record.cells().size(); i++) {
            Column column = new Column(i, Text.trim(record.cells().get(i)));
            String folded = ColumnName.withoutGaps(column.name());
            if (Text.firstControl(column.name()) >= 0) {
                throw new RefusedFile(
                        Code.CONTROL_CHARACTER,
                        record.line(),
                        "the name of column " + (i + 1) + " has a control character: save the file as 'CSV UTF-8'");
            }
            if (folded.isEmpty()) {
                blank.add(i + 1);
                continue;
            }
            width = i + 1;
            if (!isPrivate(column.name())) {
                check(column, columns.put(folded, column), folded, fields, record.line());
            }
        }
        if (!blank.isEmpty() && blank.get(0) < width) {
            throw new RefusedFile(
                    Code.NO_HEADER, record.line(), "column " + blank.get(0) + " has no name: name it or take it out");
        }
        return new Header(record, columns, width);
    }

    /** Whether a name, as it stands in a file, is that of a column which a target could use. */
    static Predicate<String> knownColumns(Collection<Target> targets) {
        Set<String> fields = fields(targets);
        return name -> isKnown(Text.trim(name), fields);
    }

    private static boolean isKnown(String name, Set<String> fields) {
        return !isPrivate(name) && fields.contains(ColumnName.withoutGaps(name));
    }

    private static Set<String> fields(Collection<Target> targets) {
        return targets.stream()
                .flatMap(target -> target.operations().stream().flatMap(operation -> target.fields(operation).stream()))
                .map(Field::column)
                .map(ColumnName::withoutGaps)
                .collect(Collectors.toSet());
    }

    private static boolean isPrivate(String name) {
        return name.startsWith("_");
    }

    private static void check(Column column, @Nullable Column earlier, String folded, Set<String> fields, long line) {
        if (earlier != null) {
            throw new RefusedFile(
                    Code.DUPLICATE_COLUMN,
                    line,
                    "columns " + (earlier.index() + 1) + " and " + (column.index() + 1) + " are both named '"
                            + Text.quote(column.name()) + "' (case, spaces, - and _ do not count): take one out");
        }
        if (isReserved(folded) && !fields.contains(folded)) {
            throw new RefusedFile(
                    Code.RESERVED_COLUMN,
                    line,
                    "column '" + Text.quote(column.name())
                            + "' has a name that only the API or this bundle fills: rename it, for example to 'external "
                            + Text.quote(column.name()) + "', or take it out");
        }
    }

    /** Whether the folded name without gaps is one that no file may use for a column of its own. */
    static boolean isReserved(String folded) {
        return RESERVED.contains(folded);
    }

    /** The first record, as it stands in the file. */
    InputRow record() {
        return record;
    }

    Collection<Column> columns() {
        return columns.values();
    }

    /** The column of that name, whatever its case, spaces, {@code -} and {@code _}. */
    Optional<Column> find(String name) {
        return Optional.ofNullable(columns.get(ColumnName.withoutGaps(name)));
    }

    /** Adds an error if the row has not as many cells as the header has names; empty ones beyond do not count. */
    void checkWidth(InputRow row, List<RowError> errors) {
        List<String> cells = row.cells();
        if (cells.size() < width) {
            errors.add(new RowError(Code.TOO_FEW_CELLS, null, null, counted(cells.size())));
        }
        for (int i = width; i < cells.size(); i++) {
            if (!Text.isBlank(cells.get(i))) {
                errors.add(new RowError(Code.TOO_MANY_CELLS, null, Text.quote(cells.get(i)), counted(cells.size())));
                return;
            }
        }
    }

    private String counted(int found) {
        return width + " cells as in the header, found " + found + "; a value with a comma needs quotes";
    }
}
