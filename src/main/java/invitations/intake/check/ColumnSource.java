package invitations.intake.check;

import invitations.csv.TextRules;
import invitations.intake.column.Header;
import java.util.List;

/**
 * Where a value of a row comes from.
 *
 * @param name the column's name: as in the file, or as it would have to be
 * @param index the column's place, from 0; -1 when the file has no such column
 * @param standIn what counts when the cell is blank or missing; empty when nothing does
 */
record ColumnSource(String name, int index, String standIn) {

    static ColumnSource of(Header header, String column, String standIn) {
        return header.find(column)
                .map(found -> new ColumnSource(found.name(), found.index(), standIn))
                .orElse(new ColumnSource(column, -1, standIn));
    }

    /** {@return whether any row may have a value} */
    boolean isThere() {
        return index >= 0 || !standIn.isEmpty();
    }

    /** The row's value, as it stands; empty when there is none. */
    String of(List<String> cells) {
        if (index >= 0 && index < cells.size()) {
            String cell = cells.get(index);
            if (!TextRules.isBlank(cell)) {
                return cell;
            }
        }
        return standIn;
    }
}
