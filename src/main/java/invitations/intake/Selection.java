package invitations.intake;

import invitations.feed.RowFilter;
import invitations.invitation.Code;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.RefusedFile;
import java.util.ArrayList;
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
