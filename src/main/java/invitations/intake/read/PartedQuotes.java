package invitations.intake.read;

import invitations.csv.TextRules;
import invitations.invitation.InputRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import java.util.List;

/**
 * Finds a text in quotes that the delimiter has parted into two cells, since its quotes are not those of CSV: {@code ="King, Ada"},
 * or curly ones. The cells behind it stand under the wrong names. Safe for any number of threads.
 */
public final class PartedQuotes {
    /** Quotes that open a text, each with those that close it at the same place of the next list. */
    private static final String OPENING = "\"“„«'‘";

    private static final List<String> CLOSING = List.of("\"”", "”“\"", "“”", "»", "'", "’'");

    private static final char NONE = 0;

    private PartedQuotes() {}

    /** Those that are an apostrophe as well: only the next cell can close them. */
    private static final String APOSTROPHES = "'‘";

    /** Adds an error where a cell opens a quote that a later one closes. */
    public static void check(InputRow row, List<RowError> errors) {
        List<String> cells = row.cells();
        for (int i = 0; i + 1 < cells.size(); i++) {
            char quote = unclosed(cells.get(i));
            int last = APOSTROPHES.indexOf(quote) >= 0 ? i + 1 : cells.size() - 1;
            for (int j = i + 1; quote != NONE && j <= last; j++) {
                if (closes(cells.get(j), quote)) {
                    errors.add(new RowError(
                            ReasonCode.TOO_MANY_CELLS,
                            null,
                            null,
                            "plain quotes (\") around a text as a whole; cells " + (i + 1) + " to " + (j + 1)
                                    + " seem to be one text, which was parted within its quotes"));
                    return;
                }
            }
        }
    }

    /** The quote that the cell opens and does not close; {@link #NONE} for none. */
    private static char unclosed(String cell) {
        if (cell.isEmpty()) {
            return NONE;
        }
        char first = cell.charAt(0);
        boolean isAscii = first > '\'' && first < 0x7F && first != '=' && first != '\\';
        if (isAscii) {
            // Nearly all cells are such.
            return hasOne(cell, '"') && !isInches(cell) ? '"' : NONE;
        }
        String text = TextRules.trim(cell);
        int from = text.startsWith("=") || text.startsWith("\\") ? 1 : 0;
        int quote = from < text.length() ? OPENING.indexOf(text.charAt(from)) : -1;
        if (quote < 0) {
            return hasOne(text, '"') && !isInches(text) ? '"' : NONE;
        }
        return isAnyOf(text.substring(from + 1), CLOSING.get(quote)) ? NONE : text.charAt(from);
    }

    private static boolean hasOne(String text, char c) {
        int place = text.indexOf(c);
        return place >= 0 && text.indexOf(c, place + 1) < 0;
    }

    private static boolean isInches(String text) {
        int place = text.indexOf('"');
        return place > 0 && Character.isDigit(text.charAt(place - 1));
    }

    private static boolean isAnyOf(String text, String characters) {
        return text.chars().anyMatch(c -> characters.indexOf(c) >= 0);
    }

    private static boolean closes(String cell, char quote) {
        String text = TextRules.trim(cell);
        String closing = CLOSING.get(OPENING.indexOf(quote));
        return !text.isEmpty()
                && OPENING.indexOf(text.charAt(0)) < 0
                && closing.indexOf(text.charAt(text.length() - 1)) >= 0
                && !isAnyOf(text.substring(0, text.length() - 1), closing);
    }
}
