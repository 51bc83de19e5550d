package invitations.intake.column;

import invitations.csv.TextRules;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the header of a file says of its rows. Immutable.
 *
 * @param width how many columns have a name
 * @param secrets the places of columns with passwords and the like, from 0
 */
public record RowShape(int width, Set<Integer> secrets) {

    public RowShape {
        secrets = Set.copyOf(secrets);
    }

    /** The row without what nobody may see: passwords and the like. Where cells have shifted, they may be anywhere. */
    public InputRow withoutSecrets(InputRow row) {
        if (secrets.isEmpty()) {
            return row;
        }
        List<String> cells = new ArrayList<>(row.cells());
        boolean hasShifted = row.isBroken() || cells.size() < width || firstBeyond(row) >= 0;
        int first = secrets.stream().mapToInt(index -> index).min().orElse(width);
        int from = hasShifted ? Math.max(0, first - Math.max(0, width - cells.size())) : cells.size();
        for (int i = 0; i < cells.size(); i++) {
            if (i >= from || secrets.contains(i)) {
                cells.set(i, "");
            }
        }
        return row.with(List.copyOf(cells));
    }

    /** Adds an error if the row has not as many cells as the header has names; empty ones beyond do not count. */
    public void checkWidth(InputRow row, List<RowError> errors) {
        List<String> cells = row.cells();
        if (row.isBroken()) {
            errors.add(new RowError(
                    ReasonCode.TOO_FEW_CELLS,
                    null,
                    null,
                    width + " cells on one line, found " + cells.size()
                            + "; a line break stands in the middle of this row or"
                            + " of one beside it: put both on one line, or the value with the line break in quotes"));
        } else if (cells.size() < width) {
            errors.add(new RowError(ReasonCode.TOO_FEW_CELLS, null, null, counted(cells.size())));
        }
        int beyond = firstBeyond(row);
        if (beyond >= 0) {
            String shown = secrets.isEmpty() ? TextRules.quote(cells.get(beyond)) : null;
            errors.add(new RowError(ReasonCode.TOO_MANY_CELLS, null, shown, counted(cells.size())));
        }
    }

    /** The first cell behind the named columns that has something in it; -1 when none has. */
    private int firstBeyond(InputRow row) {
        for (int i = width; i < row.cells().size(); i++) {
            if (!TextRules.isBlank(row.cells().get(i))) {
                return i;
            }
        }
        return -1;
    }

    private String counted(int found) {
        return width + " cells as in the header, found " + found + "; a value with a comma needs quotes";
    }
}
