package invitations.intake.check;

import invitations.csv.TextRules;
import invitations.intake.column.Header;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.util.List;
import java.util.Locale;

/**
 * Knows the row at which two files were put together whose first has no line end: its last cell ends with the name of the first
 * column, as in {@code bobusername}. Immutable, and safe for any number of threads.
 */
final class ConcatenatedFiles {
    /** Shorter names end words by chance. */
    private static final int SHORTEST = 5;

    private final int width;
    private final String first;
    private final String lastColumn;

    ConcatenatedFiles(Header header) {
        List<String> names = header.record().cells();
        width = names.size();
        first = names.isEmpty() ? "" : TextRules.trim(names.get(0)).toLowerCase(Locale.ROOT);
        lastColumn = names.isEmpty() ? "" : TextRules.trim(names.get(width - 1));
    }

    /** Adds an error to such a row. */
    void check(InputRow row, List<RowError> errors) {
        List<String> cells = row.cells();
        if (first.length() < SHORTEST || cells.size() < width) {
            return;
        }
        String cell = cells.get(width - 1);
        int rest = cell.length() - first.length();
        if (rest > 0 && cell.indexOf('@') < 0 && cell.regionMatches(true, rest, first, 0, first.length())) {
            errors.add(new RowError(
                    ReasonCode.DAMAGED_TEXT,
                    lastColumn,
                    TextRules.quote(cell),
                    "a line end before '" + first + "', with which the header of another file seems to begin"));
        }
    }
}
