package invitations.intake.check;

import invitations.csv.TextRules;
import invitations.intake.column.Column;
import invitations.intake.column.Header;
import invitations.invitation.FieldType;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.Target;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The columns of a file that decide whether, where and how a person is invited. A row that ends before one of them is refused: an
 * empty cell there means something, and one that is not there may have been lost. Immutable.
 */
final class DecisiveColumns {
    private static final Set<FieldType> TYPES = EnumSet.of(
            FieldType.PLATFORM_KEY,
            FieldType.PROGRAM_KEY,
            FieldType.COURSE_KEY,
            FieldType.ORGANIZATION,
            FieldType.ID,
            FieldType.ROLE,
            FieldType.MODE,
            FieldType.COUNT);

    private final Set<Column> columns = new LinkedHashSet<>();

    /**
     * @param selection the feed's filters
     * @param targets those that the rows may go to
     */
    DecisiveColumns(Header header, RowFilters selection, Collection<Target> targets) {
        header.find(Header.TARGET).ifPresent(columns::add);
        header.find(Header.OPERATION).ifPresent(columns::add);
        Target.KEY_COLUMNS_OF_THE_API.forEach(key -> header.find(key).ifPresent(columns::add));
        targets.forEach(target -> target.operations().forEach(operation -> target.fields(operation).stream()
                .filter(field -> TYPES.contains(field.type()))
                .forEach(field -> header.find(field.column()).ifPresent(columns::add))));
        columns.removeIf(header::isComputed);
        columns.addAll(selection.columns());
    }

    /** Adds an error when the row ends before one of them. */
    void check(InputRow row, Collection<RowError> errors) {
        if (row.missing() == 0) {
            return;
        }
        int end = row.cells().size() - row.missing();
        columns.stream()
                .filter(column -> column.index() >= end)
                .findFirst()
                .ifPresent(column -> errors.add(new RowError(
                        ReasonCode.TOO_FEW_CELLS,
                        null,
                        null,
                        row.cells().size() + " cells as in the header, found " + end + "; the row ends before '"
                                + TextRules.quote(column.name())
                                + "', which decides whether or where the person is invited: write that cell, or leave it"
                                + " empty behind its delimiter")));
    }
}
