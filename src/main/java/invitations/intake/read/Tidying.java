package invitations.intake.read;

import invitations.csv.TextRules;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;

/**
 * What the reading of a file passes over, takes out or fills up, since it means nothing and machines write it: it is counted, and
 * warned of. Where nothing is wanted of it, a file is read as it stands. For one file, and one thread.
 */
public final class Tidying {
    private final boolean isWanted;
    private final FileWarnings warnings;
    private long repeatedHeaders;
    private long shortRows;

    private Tidying(boolean isWanted, FileWarnings warnings) {
        this.isWanted = isWanted;
        this.warnings = warnings;
    }

    /** For a file that is read now. */
    static Tidying wanted(FileWarnings warnings) {
        return new Tidying(true, warnings);
    }

    /** For a file that is to be read as it stands. */
    public static Tidying none() {
        return new Tidying(false, FileWarnings.none());
    }

    boolean isWanted() {
        return isWanted;
    }

    /** {@return what the readers of the file warn of} */
    FileWarnings warnings() {
        return warnings;
    }

    /** Blanks stand before the quote that opens a cell. */
    void quotedAfterBlank(long line) {
        ofFile(WarningCode.QUOTED_AFTER_BLANK, line);
    }

    /** A byte order mark stands where no text begins. */
    void mark(long line) {
        ofFile(WarningCode.BYTE_ORDER_MARK, line);
    }

    /** So many Ctrl-Z and NUL stand behind the end of the text. */
    void endMarks(long count) {
        warnings.add(Warning.ofFile(
                WarningCode.END_MARK, 0, count + " characters Ctrl-Z or NUL at the end of the file were passed over"));
    }

    /** The header stands there once more. */
    void repeatedHeader(long line) {
        repeatedHeaders++;
        ofFile(WarningCode.REPEATED_HEADER, line);
    }

    /**
     * Cells are missing at the end of a row, and are empty.
     *
     * @param found how many there are
     * @param width how many there are to be
     */
    void shortRow(long line, int found, int width) {
        shortRows++;
        warnings.add(Warning.ofRow(
                WarningCode.SHORT_ROW,
                line,
                width + " cells as in the header, found " + found + "; those that are missing are empty"));
    }

    private void ofFile(WarningCode code, long line) {
        warnings.add(Warning.ofFile(code, line, code.words()));
    }

    long repeatedHeaders() {
        return repeatedHeaders;
    }

    long shortRows() {
        return shortRows;
    }

    /** The place of the first character that is no gap before a quote, up to the end. */
    static int behindBlanks(char[] text, int from, int end, char delimiter) {
        int i = from;
        while (i < end && text[i] != delimiter && TextRules.isGap(text[i])) {
            i++;
        }
        return i;
    }
}
