package invitations.invitation;

/**
 * What a file or a row may have that its sender perhaps did not mean, and that does not keep it from being sent, for
 * machines: scripts depend on these names. A feed may make each an error; then it has the {@link ReasonCode} of the same name.
 */
public enum WarningCode {
    /** A cell has a letter or sign written as in HTML, such as an apostrophe by its number. */
    HTML_ENTITY(Scope.ROW, "a text in which no letter or sign is written as in HTML, such as &amp; for &"),
    /** A name has what parts cells at one of its ends, as if somebody had typed it into the cell. */
    STRAY_DELIMITER(Scope.ROW, "a name without a comma or semicolon at its start or end"),
    /** Cells are missing at the end of a row, and are empty. */
    SHORT_ROW(Scope.ROW, "as many cells as the header has; those that are missing are empty"),
    /** A number that a spreadsheet has rounded, such as {@code 2.02611E+11}. */
    ROUNDED_NUMBER(Scope.ROW, "the digits themselves: a spreadsheet may have rounded this number"),
    /** A character that nobody sees was taken out of a text. */
    INVISIBLE_CHARACTER(Scope.ROW, "a text without characters that nobody sees: they were taken out"),
    /** A cell has the value of one that spans several rows. */
    MERGED_CELL(Scope.ROW, "a value of the row's own: it is that of a cell above, which spans several rows"),
    /** Blanks stand before the quote that opens a cell. */
    QUOTED_AFTER_BLANK(Scope.FILE, "cells are in quotes behind blanks: they are read as if the blanks were not there"),
    /** A byte order mark stands where no text begins. */
    BYTE_ORDER_MARK(Scope.FILE, "byte order marks stand within the text: they were taken out"),
    /** Ctrl-Z or NUL stand behind the last line. */
    END_MARK(Scope.FILE, "Ctrl-Z or NUL at the end of the file were passed over"),
    /** The header stands within the file once more. */
    REPEATED_HEADER(Scope.FILE, "the header stands there once more, and was passed over"),
    /** Of several sheets of a workbook one was read. */
    SHEET_CHOSEN(Scope.FILE, "the workbook has several sheets, of which one is read: set sheet in the feed's settings"),
    /** The charset of the file was guessed, and may be another. */
    CHARSET_GUESSED(Scope.FILE, "the charset of the file is a guess: set charset in the feed's settings"),
    /** A column is not read, since other systems number their rows by it. */
    COLUMN_NOT_READ(Scope.FILE, "a column is not read, since other systems number their rows by it"),
    /** Columns that no target knows go along in the metadata of invitations. */
    METADATA_COLUMNS(Scope.FILE, "columns go along as metadata");

    /** What a warning is about, and what is refused where it is an error. */
    public enum Scope {
        /** One row. */
        ROW,
        /** The file as a whole. */
        FILE
    }

    private final Scope scope;
    private final String words;
    private final ReasonCode code;

    /**
     * @param words of a row what was expected, as a phrase behind "expected"; of a file what is to be minded, as a sentence
     *     without a full stop
     */
    WarningCode(Scope scope, String words) {
        this.scope = scope;
        this.words = words;
        this.code = ReasonCode.valueOf(name());
    }

    /** {@return whether it is about one row, or about the file as a whole} */
    public Scope scope() {
        return scope;
    }

    /** The sentence, as far as it is the same for all warnings of the code. */
    public String words() {
        return words;
    }

    /** The code of the row, or of the file, where the feed makes it an error. */
    public ReasonCode code() {
        return code;
    }
}
