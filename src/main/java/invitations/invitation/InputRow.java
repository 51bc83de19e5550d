package invitations.invitation;

import java.util.List;

/**
 * One record of a CSV file, as it stands there.
 *
 * @param number the record's number: the first one after the header is 1
 * @param line the line it starts on as a spreadsheet or an editor shows it: the header is line 1
 * @param cells the values, unquoted, otherwise untouched
 * @param warnings what its sender may not have meant; none of them keeps the row from being sent
 * @param missing how many of the last cells are not in the file, and are empty here; {@link #BROKEN} for what may be part of
 *     a record only, by a line break where none belongs
 */
public record InputRow(long number, long line, List<String> cells, List<Warning> warnings, int missing) {
    /** In place of the number of missing cells. */
    public static final int BROKEN = -1;

    /** A record that is whole, and of which nobody is warned. */
    public InputRow(long number, long line, List<String> cells) {
        this(number, line, cells, List.of(), 0);
    }

    /** {@return whether it may be part of a record only} */
    public boolean isBroken() {
        return missing == BROKEN;
    }

    /** The same record with other cells. */
    public InputRow with(List<String> others) {
        return new InputRow(number, line, others, warnings, missing);
    }

    /** The same record with these warnings. */
    public InputRow warned(List<Warning> all) {
        return new InputRow(number, line, cells, all, missing);
    }
}
