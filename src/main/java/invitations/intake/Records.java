package invitations.intake;

import invitations.feed.CsvSettings;
import invitations.invitation.Dialect;
import invitations.invitation.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The header and the rows of one file: number 0 is the header, 1 the first row after it. Records before the header, and
 * those with nothing but blank cells, are counted and passed over. What is wrong with the file comes as a
 * {@link RefusedFile}, once; then there is nothing more. For one thread.
 */
public final class Records implements Iterator<InputRow> {
    private final Encoding encoding;
    private final DialectFinder.Found found;
    private final Limits limits;
    private final Preamble preamble;
    private final RecordScanner scanner;
    private final Iterator<CSVRecord> parsed;
    private final FileWarnings warnings;
    private @Nullable InputRow next;
    private boolean isBroken;
    private int width = -1;
    private long rows;
    private long preambleRecords;
    private long blankRecords;

    private Records(
            Encoding encoding,
            DialectFinder.Found found,
            Limits limits,
            Preamble preamble,
            RecordScanner scanner,
            CSVParser parser,
            FileWarnings warnings) {
        this.encoding = encoding;
        this.found = found;
        this.limits = limits;
        this.preamble = preamble;
        this.scanner = scanner;
        this.parsed = parser.iterator();
        this.warnings = warnings;
    }

    /**
     * Opens the records of a text.
     *
     * @param channel the bytes; it stands where the text begins
     * @param size how many bytes there are, those before the text included
     * @param isColumn whether a name, as it stands in the file, is one that a column could have
     * @param warnings takes what there is to warn of
     */
    static Records open(
            ReadableByteChannel channel,
            long size,
            Encoding encoding,
            CsvSettings settings,
            Limits limits,
            Predicate<String> isColumn,
            FileWarnings warnings)
            throws IOException {
        return open(channel, size, encoding, settings, limits, Preamble.unknown(isColumn), warnings);
    }

    /** The same, where it is known what stands before the header. */
    static Records open(
            ReadableByteChannel channel,
            long size,
            Encoding encoding,
            CsvSettings settings,
            Limits limits,
            Preamble preamble,
            FileWarnings warnings)
            throws IOException {
        StrictReader reader = new StrictReader(channel, size, encoding, new RecordScanner(Dialect.RFC_4180, limits, 1));
        DialectFinder.Found found = new DialectFinder(settings, preamble).find(reader.head(DialectFinder.MOST));
        RecordScanner scanner = new RecordScanner(found.dialect(), limits, found.isNamed() ? 2 : 1);
        reader.begin(found.begin(), scanner);
        CSVParser parser = CSVParser.builder()
                .setReader(reader)
                .setFormat(format(found.dialect()))
                .get();
        return new Records(encoding, found, limits, preamble, scanner, parser, warnings);
    }

    /**
     * CR, LF and CRLF end lines. Lines without any character are not records. Blanks are part of a value, except between a
     * closing quote and what ends the value. The header is a record like any other, since {@link Header} has more to say
     * about it than the parser.
     */
    static CSVFormat format(Dialect dialect) {
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

    /** How the file was read as far as it was. */
    public InputFormat input() {
        return new InputFormat(
                encoding.charset().name(),
                encoding.origin(),
                found.dialect(),
                found.isNamed(),
                preambleRecords,
                blankRecords);
    }

    /** What the readers of the file warn of. */
    public FileWarnings warnings() {
        return warnings;
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
            throw ReadFailure.explain(e);
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
        List<InputRow> before = new ArrayList<>();
        for (InputRow record = record(0); record != null; record = record(0)) {
            if (!preamble.isBeforeHeader(record.cells(), before.size())) {
                Preamble.refuseDamaged(record.cells(), record.line());
                width = record.cells().size();
                preambleRecords = before.size();
                return record;
            }
            before.add(record);
            if (before.size() > Preamble.MOST) {
                break;
            }
        }
        width = 0;
        // None of them is a header, which is said of the first.
        return before.isEmpty() ? null : before.get(0);
    }

    private @Nullable InputRow row() {
        InputRow record = record(width);
        if (record == null) {
            return null;
        }
        rows++;
        if (rows > limits.rows()) {
            throw limits.tooManyRows(record.line());
        }
        return warnings.attached(new InputRow(rows, record.line(), record.cells()));
    }

    /** The next record that is not blank; null at the end. */
    private @Nullable InputRow record(int leastCells) {
        while (parsed.hasNext()) {
            String[] cells = parsed.next().values();
            long line = scanner.nextRecordLine();
            if (Preamble.withoutPadding(cells, 0).isEmpty()) {
                blankRecords++;
            } else {
                return new InputRow(0, line, Preamble.withoutPadding(cells, leastCells));
            }
        }
        return null;
    }
}
