package invitations.invitation;

import java.util.List;

/**
 * One record of a CSV file, as it stands there.
 *
 * @param number the record's number: the first one after the header is 1
 * @param line the line it starts on as a spreadsheet or an editor shows it: the header is line 1
 * @param cells the values, unquoted, otherwise untouched
 * @param warnings what its sender may not have meant; none of them keeps the row from being sent
 */
public record InputRow(long number, long line, List<String> cells, List<Warning> warnings) {
    /** A record of which nobody is warned. */
    public InputRow(long number, long line, List<String> cells) {
        this(number, line, cells, List.of());
    }

    /** The same record with these warnings. */
    public InputRow warned(List<Warning> all) {
        return new InputRow(number, line, cells, all);
    }
}
