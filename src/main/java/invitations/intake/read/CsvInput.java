package invitations.intake.read;

import invitations.csv.Dialect;
import invitations.feed.CsvSettings;
import invitations.intake.charset.ByteOrderMark;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The text of one file, opened and not parsed yet: its charset and its dialect are known. Whatever parses it, in
 * {@link #format()}, reads the same characters of {@link #reader()}, which are checked and bounded before the parser sees
 * them, and gives its records to {@link #records(Iterator)}. For one thread; to be parsed once.
 */
public final class CsvInput {
    private final RowReader.Input text;
    private final CsvSettings settings;
    private final DialectDetector.Found found;
    private final StrictReader reader;
    private final CsvLimitScanner scanner;
    private final CSVFormat format;

    private CsvInput(
            RowReader.Input text,
            CsvSettings settings,
            DialectDetector.Found found,
            StrictReader reader,
            CsvLimitScanner scanner) {
        this.text = text;
        this.settings = settings;
        this.found = found;
        this.reader = reader;
        this.scanner = scanner;
        format = RowReader.format(found.dialect());
    }

    /**
     * Opens a text, and finds its dialect by its first characters.
     *
     * @param settings how the feed's files are written, as far as this one does not tell it itself
     * @throws IOException when the file cannot be read
     */
    public static CsvInput open(RowReader.Input text, CsvSettings settings) throws IOException {
        StrictReader reader = new StrictReader(
                text.channel(),
                text.size(),
                text.end(),
                text.encoding(),
                new CsvLimitScanner(Dialect.RFC_4180, text.limits(), 1, Tidying.none()));
        String head = reader.head(DialectDetector.MOST);
        int marks = text.tidying().isWanted() ? marks(head) : 0;
        if (marks > 0) {
            text.tidying().mark(1);
        }
        DialectDetector.Found found = new DialectDetector(settings, text.preamble()).find(head, marks);
        CsvLimitScanner scanner =
                new CsvLimitScanner(found.dialect(), text.limits(), found.isNamed() ? 2 : 1, text.tidying());
        reader.begin(found.begin(), scanner);
        return new CsvInput(text, settings, found, reader, scanner);
    }

    /** {@return how many characters at the start of a text are marks that were written once more, or read as letters} */
    private static int marks(String head) {
        int marks = head.startsWith(ByteOrderMark.MISREAD) ? ByteOrderMark.MISREAD.length() : 0;
        while (marks < head.length() && head.charAt(marks) == ByteOrderMark.CHARACTER) {
            marks++;
        }
        return marks;
    }

    /**
     * The characters of the text, behind a line that names the delimiter. Reading them throws a
     * {@link invitations.invitation.FileRefusedException} at a wrong byte, at a wrong quote, and where something is larger than it
     * may be. To close it closes the file.
     */
    public Reader reader() {
        return reader;
    }

    /** The format in which the text is to be parsed; equal for all files of one dialect. */
    public CSVFormat format() {
        return format;
    }

    /**
     * The header and the rows of the text, read on as they are asked for.
     *
     * @param parsed the records that a parser of {@link #format()} makes of {@link #reader()}, the header included
     */
    public RowReader records(Iterator<CSVRecord> parsed) {
        return new RowReader(text, found, new RecordSource(parsed, reader, scanner, text.tidying()), settings);
    }

    /**
     * The same, parsed here: for a file that is read outside of the route that plans it.
     *
     * @throws IOException when the file cannot be read
     */
    public RowReader records() throws IOException {
        CSVParser parser =
                CSVParser.builder().setReader(reader).setFormat(format).get();
        return records(parser.iterator());
    }
}
