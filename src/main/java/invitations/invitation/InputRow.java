package invitations.invitation;

import java.util.List;

/**
 * One record of a CSV file, as it stands there.
 *
 * @param number the record's number: the first one after the header is 1
 * @param line the line it starts on as a spreadsheet or an editor shows it: the header is line 1
 * @param cells the values, unquoted, otherwise untouched
 */
public record InputRow(long number, long line, List<String> cells) {}
