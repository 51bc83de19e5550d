package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.InputRow;
import invitations.invitation.RowError;
import java.util.Collection;
import java.util.List;

/**
 * Text that lost letters before it came here: a program that could not read them has written U+FFFD instead (Unicode 15.0,
 * section 23.8). Nobody is invited by such a name.
 */
final class DamagedText {
    private static final char REPLACEMENT = '\uFFFD';

    private DamagedText() {}

    static boolean isIn(String text) {
        return text.indexOf(REPLACEMENT) >= 0;
    }

    /** Adds an error for each cell that is read and damaged. */
    static void check(InputRow row, Collection<Column> columns, List<RowError> errors) {
        for (Column column : columns) {
            String cell = column.in(row);
            if (isIn(cell)) {
                errors.add(new RowError(
                        Code.DAMAGED_TEXT,
                        column.name(),
                        Text.quote(cell),
                        "a text without U+FFFD, which stands for a letter that was lost by an earlier conversion"));
            }
        }
    }
}
