package invitations.intake.read;

import invitations.csv.Dialect;
import invitations.csv.InputFormat;
import invitations.feed.CsvSettings;
import invitations.intake.charset.Encoding;
import invitations.intake.column.Column;
import invitations.intake.column.ColumnNames;
import invitations.intake.column.Header;
import invitations.intake.column.Preamble;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * The header and the rows of one file: number 0 is the header, 1 the first row after it. Records before the header, those
 * with nothing but blank cells, and the header where it comes again are counted and passed over. Rows that lack cells at their
 * end are filled up, unless a line break seems to have parted them. What is wrong with the file comes as a
 * {@link FileRefusedException}, once; then there is nothing more. For one thread.
 */
public final class RowReader implements Iterator<InputRow> {
    private final Encoding encoding;
    private final DialectDetector.Found found;
    private final ReadLimits limits;
    private final Preamble preamble;
    private final RecordSource source;
    private final RowWidth rowWidth;
    private final Tidying tidying;
    private RepeatedHeader repeated = RepeatedHeader.NONE;
    private @Nullable InputRow next;
    private boolean isBroken;
    private int width = -1;
    private long rows;
    private List<InputRow> before = List.of();

    /**
     * The records of a text.
     *
     * @param source what a parser makes of it
     * @param settings how the feed's files are written
     */
    RowReader(Input text, DialectDetector.Found found, RecordSource source, CsvSettings settings) {
        this.encoding = text.encoding();
        this.found = found;
        this.limits = text.limits();
        this.preamble = text.preamble();
        this.tidying = text.tidying();
        this.source = source;
        this.rowWidth = new RowWidth(tidying, settings.areShortRowsRefused());
    }

    /**
     * A text to be read.
     *
     * @param channel the bytes; it stands where the text begins
     * @param size how many bytes there are, those before the text included
     * @param end where the text ends, from the start of the file, in bytes
     * @param encoding what they are
     * @param limits what is larger is refused
     * @param preamble what stands before the header
     * @param tidying what is passed over, taken out and filled up
     */
    public record Input(
            ReadableByteChannel channel,
            long size,
            long end,
            Encoding encoding,
            ReadLimits limits,
            Preamble preamble,
            Tidying tidying) {}

    /**
     * CR, LF and CRLF end lines. Lines without any character are not records. Blanks are part of a value, except between a
     * closing quote and what ends the value. The header is a record like any other, since {@link Header} has more to say
     * about it than the parser.
     */
    public static CSVFormat format(Dialect dialect) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(dialect.delimiter())
                .setQuote(dialect.quote())
                .setEscape(dialect.escape())
                .setIgnoreEmptyLines(true)
                .setTrailingData(false)
                .setLenientEof(false)
                .get();
    }

    /** {@return how the file was read as far as it was} */
    public InputFormat input() {
        return new InputFormat(
                encoding.charset().name(),
                encoding.origin(),
                found.dialect(),
                found.isNamed(),
                before.size(),
                source.blankRecords(),
                tidying.repeatedHeaders(),
                tidying.shortRows(),
                tidying.isWanted() ? InputFormat.TIDIED : InputFormat.AS_WRITTEN);
    }

    /** {@return what the readers of the file warn of} */
    public FileWarnings warnings() {
        return tidying.warnings();
    }

    @Override
    public boolean hasNext() {
        if (next != null) {
            return true;
        }
        if (isBroken) {
            // Camel asks once more after a failure, and would log that one too.
            return false;
        }
        try {
            next = width < 0 ? header() : row();
            return next != null;
        } catch (RuntimeException e) {
            isBroken = true;
            throw ReadFailures.explain(e);
        }
    }

    @Override
    public InputRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        InputRow row = next;
        next = null;
        return row;
    }

    private @Nullable InputRow header() {
        List<InputRow> titles = new ArrayList<>();
        for (RecordSource.Raw raw = source.next(); raw != null; raw = source.next()) {
            InputRow record = new InputRow(0, raw.line(), Preamble.withoutPadding(raw.cells(), 0));
            found.refuseOther(record, preamble);
            if (!preamble.isBeforeHeader(record.cells(), titles.size()) && !isTitle(record.cells())) {
                Preamble.refuseDamaged(record.cells(), record.line());
                width = record.cells().size();
                before = List.copyOf(titles);
                rowWidth.header(width, raw.endsWithCr(), hasSecret(record.cells()));
                if (tidying.isWanted()) {
                    repeated = RepeatedHeader.of(record.cells());
                }
                return record;
            }
            titles.add(record);
            if (titles.size() > Preamble.MOST) {
                break;
            }
        }
        width = 0;
        // None of them is a header, which is said of the first.
        return titles.isEmpty() ? null : titles.get(0);
    }

    /** {@return whether it says something for the whole list in two cells, and the next record is the header} */
    private boolean isTitle(List<String> cells) {
        RecordSource.Raw following = TitleLine.isInTwoCells(cells) && preamble.isUnknown() ? source.peek() : null;
        return following != null
                && preamble.known(List.of(following.cells())) > 0
                && preamble.known(cells.subList(1, cells.size())) == 0;
    }

    /** {@return what stands before the header; to be asked for when the header was read} */
    public List<InputRow> beforeHeader() {
        return before;
    }

    private static boolean hasSecret(List<String> header) {
        return header.stream().anyMatch(name -> ColumnNames.isSecret(new Column(0, name)));
    }

    private @Nullable InputRow row() {
        RecordSource.Raw raw = source.next();
        while (raw != null && repeated.isIn(raw.cells())) {
            tidying.repeatedHeader(raw.line());
            raw = source.next();
        }
        if (raw == null) {
            return null;
        }
        rows++;
        if (rows > limits.rows()) {
            throw limits.tooManyRows(raw.line());
        }
        return tidying.warnings().attached(rowWidth.row(rows, raw, source));
    }
}
