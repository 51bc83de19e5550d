package invitations.intake.column;

import invitations.csv.TextRules;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What stands before the header: a version ({@code version:v1.0,,,}), a title, remarks that begin with {@code #}. Immutable.
 *
 * @param isColumn whether a name is one that a column could have, as it stands in the file
 * @param known how many records stand there; negative where that is to be found out
 */
public record Preamble(Predicate<String> isColumn, long known) {
    /** So many records may stand before the header; with more, there is none. */
    public static final int MOST = 10;

    /** {@return what stands before the header of a file that nobody has read} */
    public static Preamble unknown(Predicate<String> isColumn) {
        return new Preamble(isColumn, -1);
    }

    /** {@return whether it is to be found out how many records stand before the header} */
    public boolean isUnknown() {
        return known < 0;
    }

    /**
     * {@return whether the record, which is not blank, is surely not the header}
     *
     * @param before how many such records came before
     */
    public boolean isBeforeHeader(List<String> cells, long before) {
        if (known >= 0) {
            return before < known;
        }
        return known(cells) == 0 && (filled(cells) == 1 || cells.get(0).startsWith("#"));
    }

    /** {@return how many cells are names of columns} */
    public long known(List<String> cells) {
        return cells.stream().map(TextRules::trim).filter(isColumn).count();
    }

    public static long filled(List<String> cells) {
        return cells.stream().filter(cell -> !TextRules.isBlank(cell)).count();
    }

    /** The cells without blank ones at the end, but at least so many. */
    public static List<String> withoutPadding(String[] cells, int least) {
        int end = cells.length;
        while (end > least && TextRules.isBlank(cells[end - 1])) {
            end--;
        }
        // A copy: spreadsheets pad up to their last column, and nothing is to hold on to that.
        return List.of(end == cells.length ? cells : Arrays.copyOf(cells, end));
    }

    /**
     * Refuses a header with a damaged name.
     *
     * @throws FileRefusedException when a name lost a character before the file was made
     */
    public static void refuseDamaged(List<String> header, long line) {
        for (int i = 0; i < header.size(); i++) {
            if (TextRules.isDamaged(header.get(i))) {
                throw new FileRefusedException(
                        ReasonCode.ENCODING_ERROR,
                        line,
                        "the name of column " + (i + 1)
                                + " was damaged by an earlier conversion: it has the sign U+FFFD"
                                + " in place of a letter. Export the file again, as 'CSV UTF-8'");
            }
        }
    }
}
