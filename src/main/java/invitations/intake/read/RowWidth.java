package invitations.intake.read;

import invitations.csv.TextRules;
import invitations.intake.column.Preamble;
import invitations.invitation.InputRow;
import java.util.Arrays;
import java.util.List;

/**
 * Makes rows of records that have fewer cells than the header. Spreadsheets leave out empty cells at the end of a row, so those
 * are filled up. Where a line break within a cell may have made two records of one, both stay as they are, and are refused by
 * their width: nobody can tell what the cells behind it are. For the rows of one file, in their order, and one thread.
 */
final class RowWidth {
    private final Tidying tidying;
    private boolean areShortRowsRefused;
    private int width;
    private boolean endsWithCr;
    private boolean isRest;

    RowWidth(Tidying tidying, boolean areShortRowsRefused) {
        this.tidying = tidying;
        this.areShortRowsRefused = areShortRowsRefused;
    }

    /**
     * Takes the header.
     *
     * @param columns how many columns it has
     * @param lineEndsWithCr whether a CR alone ends its line, as then it may end others
     * @param hasSecret whether a column has passwords or the like: then no cell may be taken for that of another column
     */
    void header(int columns, boolean lineEndsWithCr, boolean hasSecret) {
        width = columns;
        areShortRowsRefused |= hasSecret;
        endsWithCr = lineEndsWithCr;
    }

    /** The row that a record is. */
    InputRow row(long number, RecordSource.Raw record, RecordSource source) {
        String[] cells = record.cells();
        boolean isShort = cells.length < width;
        boolean isBroken = isRest;
        isRest = false;
        if (tidying.isWanted() && (isShort || (record.endsWithCr() && !endsWithCr))) {
            RecordSource.Raw next = source.peek();
            isRest = next != null && isParted(record, next);
            isBroken |= isRest;
        }
        if (isBroken) {
            return new InputRow(number, record.line(), Preamble.withoutPadding(cells, 0), List.of(), InputRow.BROKEN);
        }
        if (isShort && tidying.isWanted() && !areShortRowsRefused) {
            tidying.shortRow(record.line(), cells.length, width);
            String[] filled = Arrays.copyOf(cells, width);
            Arrays.fill(filled, cells.length, width, "");
            return new InputRow(number, record.line(), List.of(filled), List.of(), width - cells.length);
        }
        return new InputRow(number, record.line(), Preamble.withoutPadding(cells, width));
    }

    /** {@return whether the next record may be the rest of this one} */
    private boolean isParted(RecordSource.Raw record, RecordSource.Raw next) {
        int together = record.cells().length + next.cells().length - 1;
        if (record.endsWithCr() && !endsWithCr) {
            return record.cells().length < width || next.cells().length < width;
        }
        if (next.cells().length == width && next.cells()[0].indexOf('@') >= 0) {
            // It begins with an address of its own.
            return false;
        }
        boolean isOneWithout = hasAddress(record.cells()) != hasAddress(next.cells());
        boolean hasNoStart = TextRules.isBlank(next.cells()[0]) && !TextRules.isBlank(record.cells()[0]);
        return (together == width && (isOneWithout || hasNoStart))
                || (together < width && next.cells().length == 1 && hasAddress(record.cells()) && isOneWithout);
    }

    private static boolean hasAddress(String[] cells) {
        for (String cell : cells) {
            if (cell.indexOf('@') >= 0) {
                return true;
            }
        }
        return false;
    }
}
