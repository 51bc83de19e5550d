package invitations.intake;

import java.util.Iterator;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a text that are not blank, with the lines that they begin on. Cells that are a formula of one text are that
 * text. For one thread.
 */
final class RecordSource {
    private final Iterator<CSVRecord> parsed;
    private final RecordScanner scanner;
    private final Tidying tidying;
    private @Nullable Raw peeked;
    private long blankRecords;

    RecordSource(CSVParser parser, RecordScanner scanner, Tidying tidying) {
        this.parsed = parser.iterator();
        this.scanner = scanner;
        this.tidying = tidying;
    }

    /**
     * A record as it stands there.
     *
     * @param line the line that it begins on
     * @param endsWithCr whether a CR alone ends it
     */
    record Raw(String[] cells, long line, boolean endsWithCr) {}

    /** The next record; null at the end. */
    @Nullable
    Raw next() {
        Raw record = peek();
        peeked = null;
        return record;
    }

    /** The same, which is still to be read. */
    @Nullable
    Raw peek() {
        while (peeked == null && parsed.hasNext()) {
            String[] cells = parsed.next().values();
            long place = scanner.recordLines().remove();
            if (isBlank(cells)) {
                blankRecords++;
            } else {
                if (tidying.isWanted()) {
                    FormulaText.unwrap(cells);
                }
                peeked = new Raw(cells, place >> 1, (place & 1) != 0);
            }
        }
        return peeked;
    }

    private static boolean isBlank(String[] cells) {
        for (String cell : cells) {
            if (!Text.isBlank(cell)) {
                return false;
            }
        }
        return true;
    }

    /** How many records had nothing but blank cells, so far. */
    long blankRecords() {
        return blankRecords;
    }
}
