package invitations.invitation;

/**
 * How a file was read.
 *
 * @param charset the name of its charset, as Java has it
 * @param charsetBy how that is known
 * @param dialect the CSV it is
 * @param isDelimiterNamed whether a first line {@code sep=} says what parts its cells
 * @param preambleRecords how many records stand before the header, and are not rows
 * @param blankRecords how many records have nothing but blank cells, and are not rows
 */
public record InputFormat(
        String charset,
        CharsetOrigin charsetBy,
        Dialect dialect,
        boolean isDelimiterNamed,
        long preambleRecords,
        long blankRecords) {
    /** What most files are. */
    public static final InputFormat PLAIN =
            new InputFormat("UTF-8", CharsetOrigin.CONTENT, Dialect.RFC_4180, false, 0, 0);
}
