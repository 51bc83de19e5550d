package invitations.intake.read;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.settings.Property;
import invitations.settings.Settings;

/**
 * How large what is read may be: what is larger is refused before anything holds it as a whole.
 *
 * @param rows how many rows a file may have
 * @param line how many characters a record may have, the lines of its cells together
 * @param cell how many characters a cell may have, as it stands in the file
 * @param columns how many columns a record may have, without empty ones at its end
 */
public record ReadLimits(long rows, long line, long cell, long columns) {

    /** For a file that was within the limits of its time. */
    static final ReadLimits NONE = new ReadLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** The limits that are set. */
    public static ReadLimits of(Settings settings) {
        return new ReadLimits(
                settings.count(Property.LIMIT_ROWS),
                settings.size(Property.LIMIT_LINE),
                settings.size(Property.LIMIT_CELL),
                settings.count(Property.LIMIT_COLUMNS));
    }

    FileRefusedException tooManyRows(long atLine) {
        return new FileRefusedException(
                ReasonCode.TOO_MANY_ROWS,
                atLine,
                "the file has more than " + rows + " rows, of which this is the first too many: part it into several"
                        + " files, or raise " + Property.LIMIT_ROWS.key());
    }

    FileRefusedException lineTooLong(long atLine) {
        return new FileRefusedException(
                ReasonCode.LINE_TOO_LONG,
                atLine,
                "the record that begins here has more than " + line + " characters: a closing quote may be missing;"
                        + " else shorten it, or raise " + Property.LIMIT_LINE.key());
    }

    FileRefusedException cellTooLong(long atLine, long column) {
        return new FileRefusedException(
                ReasonCode.CELL_TOO_LONG,
                atLine,
                "column " + column + " of the record that begins here has more than " + cell + " characters: a closing"
                        + " quote may be missing; else shorten it, or raise " + Property.LIMIT_CELL.key());
    }

    FileRefusedException tooManyColumns(long atLine) {
        return new FileRefusedException(
                ReasonCode.TOO_MANY_COLUMNS,
                atLine,
                "the record that begins here has more than " + columns + " columns: take out those that are not needed,"
                        + " or raise " + Property.LIMIT_COLUMNS.key());
    }
}
