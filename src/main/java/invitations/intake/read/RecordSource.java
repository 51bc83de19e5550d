package invitations.intake.read;

import invitations.csv.TextRules;
import invitations.intake.cell.FormulaText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a text that are not blank, with the lines that they begin on. Cells that are a formula of one text are that
 * text. For one thread.
 */
final class RecordSource {
    private final Iterator<CSVRecord> parsed;
    private final StrictReader reader;
    private final CsvLimitScanner scanner;
    private final Tidying tidying;
    private @Nullable Raw peeked;
    private long blankRecords;

    /**
     * @param parsed what a parser makes of the reader
     * @param scanner what the reader is checked by
     */
    RecordSource(Iterator<CSVRecord> parsed, StrictReader reader, CsvLimitScanner scanner, Tidying tidying) {
        this.parsed = parsed;
        this.reader = reader;
        this.scanner = scanner;
        this.tidying = tidying;
    }

    /** A record as it stands there. For one thread at a time. */
    static final class Raw {
        private final String[] cells;
        private final long line;
        private final boolean endsWithCr;

        private Raw(String[] cells, long line, boolean endsWithCr) {
            this.cells = cells;
            this.line = line;
            this.endsWithCr = endsWithCr;
        }

        /** Its cells: not a copy, since each record of a file has its own. */
        String[] cells() {
            return cells;
        }

        /** The line that it begins on. */
        long line() {
            return line;
        }

        /** {@return whether a CR alone ends it} */
        boolean endsWithCr() {
            return endsWithCr;
        }
    }

    /**
     * The next record; null at the end.
     *
     * @throws UncheckedIOException when the parser ends before the text does
     */
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
        if (peeked == null && !reader.isAtEnd()) {
            // A parser that is closed says that there is nothing more: rows would be lost.
            throw new UncheckedIOException(new IOException("the file was closed before its end was read"));
        }
        return peeked;
    }

    private static boolean isBlank(String[] cells) {
        for (String cell : cells) {
            if (!TextRules.isBlank(cell)) {
                return false;
            }
        }
        return true;
    }

    /** {@return how many records had nothing but blank cells, so far} */
    long blankRecords() {
        return blankRecords;
    }
}
