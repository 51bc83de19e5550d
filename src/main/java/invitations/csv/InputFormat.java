package invitations.csv;

/**
 * How a file was read.
 *
 * @param charset the name of its charset, as Java has it
 * @param charsetBy how that is known
 * @param dialect the CSV it is
 * @param isDelimiterNamed whether a first line {@code sep=} says what parts its cells
 * @param preambleRecords how many records stand before the header, and are not rows
 * @param blankRecords how many records have nothing but blank cells, and are not rows
 * @param repeatedHeaders how many records are the header once more, and are not rows
 * @param shortRows how many rows lack cells at their end, which are empty
 * @param rules by which rules it was read: {@link #AS_WRITTEN} or {@link #TIDIED}
 */
public record InputFormat(
        String charset,
        CharsetOrigin charsetBy,
        Dialect dialect,
        boolean isDelimiterNamed,
        long preambleRecords,
        long blankRecords,
        long repeatedHeaders,
        long shortRows,
        int rules) {
    /** The rules of files that were read before there were others: nothing is taken out, passed over or filled up. */
    public static final int AS_WRITTEN = 1;
    /**
     * The rules of today: marks, blanks before quotes and what stands behind the end are taken out, a header that comes again
     * is passed over, and short rows are filled up.
     */
    public static final int TIDIED = 2;

    /** What most files are. */
    public static final InputFormat PLAIN =
            new InputFormat("UTF-8", CharsetOrigin.CONTENT, Dialect.RFC_4180, false, 0, 0);

    /** The format of a file that was read by the rules of today, without a header that comes again, or short rows. */
    public InputFormat(
            String charset,
            CharsetOrigin charsetBy,
            Dialect dialect,
            boolean isDelimiterNamed,
            long preambleRecords,
            long blankRecords) {
        this(charset, charsetBy, dialect, isDelimiterNamed, preambleRecords, blankRecords, 0, 0, TIDIED);
    }
}
