package invitations.intake.check;

import invitations.csv.TextRules;
import invitations.feed.RowFilter;
import invitations.intake.cell.CellParser;
import invitations.intake.column.Column;
import invitations.intake.column.Header;
import invitations.intake.column.NameColumns;
import invitations.invitation.FieldType;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which rows of the file are meant, by the filters of its feed. Safe for any number of threads. */
final class RowFilters {
    private record Filter(RowFilter filter, Column column) {}

    private static final CellParser TEXT = CellParser.of(FieldType.TEXT);

    private final List<Filter> filters = new ArrayList<>();
    private final Set<Column> columns = new LinkedHashSet<>();

    private final Predicate<Column> isName;

    /** @throws FileRefusedException {@code MISSING_COLUMN} when there is no column that a filter of the feed's own goes by */
    RowFilters(Header header, List<RowFilter> wanted) {
        isName = new NameColumns(header)::has;
        for (RowFilter filter : wanted) {
            Optional<Column> column = header.ofFile(filter.column());
            if (column.isPresent()) {
                filters.add(new Filter(filter, column.get()));
                columns.add(column.get());
            } else if (filter.isRequired()) {
                throw new FileRefusedException(
                        ReasonCode.MISSING_COLUMN,
                        header.record().line(),
                        "no column " + filter.column() + ", by which the feed's " + filter.key()
                                + " tells whom it may invite. Add it to the file, or take the setting out");
            }
        }
    }

    /** {@return whether a filter goes by the column} */
    boolean goesBy(Column column) {
        return columns.contains(column);
    }

    /** The columns that filters go by. */
    Set<Column> columns() {
        return Collections.unmodifiableSet(columns);
    }

    /** Adds an error for each cell that a filter goes by, and that is not what its sender wrote. */
    void check(InputRow row, List<RowError> errors) {
        DamagedText.check(row, columns, isName, errors);
        columns.forEach(column -> TEXT.read(column.name(), column.in(row), errors));
    }

    /** {@return why the row is left out; empty when it is meant} */
    Optional<PlannedRow.Skipped> leavesOut(InputRow row) {
        for (Filter each : filters) {
            String value = each.column().in(row);
            if (!each.filter().lets(value)) {
                return Optional.of(new PlannedRow.Skipped(
                        row,
                        ReasonCode.FILTERED,
                        each.column().name() + ": '" + TextRules.quote(value) + "' – left out by "
                                + each.filter().key()));
            }
        }
        return Optional.empty();
    }
}
