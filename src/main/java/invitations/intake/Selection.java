package invitations.intake;

import invitations.feed.RowFilter;
import invitations.invitation.Code;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.RefusedFile;
import invitations.invitation.RowError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which rows of the file are meant, by the filters of its feed. Safe for any number of threads. */
final class Selection {
    private record Filter(RowFilter filter, Column column) {}

    private final List<Filter> filters = new ArrayList<>();

    /** @throws RefusedFile {@code MISSING_COLUMN} when there is no column that a filter of the feed's own goes by */
    Selection(Header header, List<RowFilter> wanted) {
        for (RowFilter filter : wanted) {
            Optional<Column> column = header.ofFile(filter.column());
            if (column.isPresent()) {
                filters.add(new Filter(filter, column.get()));
            } else if (filter.isRequired()) {
                throw new RefusedFile(
                        Code.MISSING_COLUMN,
                        header.record().line(),
                        "no column " + filter.column() + ", by which the feed's " + filter.key()
                                + " tells whom it may invite. Add it to the file, or take the setting out");
            }
        }
    }

    /** Whether a filter goes by the column. */
    boolean goesBy(Column column) {
        return filters.stream().anyMatch(each -> each.column().equals(column));
    }

    /** The columns that no filter goes by. */
    Collection<Column> others(Collection<Column> columns) {
        return filters.isEmpty()
                ? columns
                : columns.stream().filter(column -> !goesBy(column)).toList();
    }

    /** Adds an error for each cell that a filter goes by, and that is not what its sender wrote. */
    void check(InputRow row, List<RowError> errors) {
        if (filters.isEmpty()) {
            return;
        }
        List<Column> columns = filters.stream().map(Filter::column).distinct().toList();
        DamagedText.check(row, columns, errors);
        for (Column column : columns) {
            String value = column.index() < row.cells().size() ? row.cells().get(column.index()) : "";
            int control = Text.firstControl(value);
            if (control >= 0) {
                errors.add(new RowError(
                        Code.CONTROL_CHARACTER,
                        column.name(),
                        Text.quote(value),
                        String.format(
                                "no control character, found U+%04X at position %d",
                                (int) value.charAt(control), control + 1)));
            }
        }
    }

    /** Why the row is left out; empty when it is meant. */
    Optional<PlannedRow.Skipped> leavesOut(InputRow row) {
        for (Filter each : filters) {
            int index = each.column().index();
            String value = index < row.cells().size() ? row.cells().get(index) : "";
            if (!each.filter().lets(value)) {
                return Optional.of(new PlannedRow.Skipped(
                        row,
                        Code.FILTERED,
                        each.column().name() + ": '" + Text.quote(value) + "' – left out by "
                                + each.filter().key()));
            }
        }
        return Optional.empty();
    }
}
