package invitations.intake;

import org.apache.commons.csv.CSVFormat;

/** The CSV that is read. */
public final class Dialect {
    /**
     * RFC 4180, with CR, LF or CRLF at the end of lines. Lines without any character are not records. Blanks are part
     * of a value, except between a closing quote and what ends the value. The header is a record like any other, since
     * {@link Header} has more to say about it than the parser.
     */
    public static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setTrailingData(false)
            .setLenientEof(false)
            .get();

    private Dialect() {}
}
