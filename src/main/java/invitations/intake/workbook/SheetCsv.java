package invitations.intake.workbook;

import invitations.csv.Dialect;
import invitations.csv.TextRules;
import invitations.feed.SheetSettings;
import invitations.intake.column.Preamble;
import invitations.intake.container.UnpackSink;
import invitations.intake.read.DialectDetector;
import invitations.invitation.Warning;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes the rows of a sheet as CSV, one record a row, so that a line has the number of its row. A row that is shorter than
 * the first is filled up. Whatever a cell has, it is in quotes, and no first line is one that names a delimiter: nothing in
 * the sheet changes how it is read. For one sheet.
 */
final class SheetCsv implements SheetToCsv.Rows {
    private final Dialect dialect;
    private final Writer out;
    private final UnpackSink warnings;
    private int written;
    private final Predicate<String> isKey;
    private final Preamble preamble;
    private final Set<Integer> keys = new HashSet<>();
    private int before;
    private boolean hasHeader;
    private int width;
    private int rows;

    /**
     * @param settings how the CSV will be read, and which of its columns are keys
     * @param warnings takes what there is to warn of
     */
    SheetCsv(SheetSettings settings, Writer out, UnpackSink warnings) {
        this.dialect = DialectDetector.certain(settings.csv());
        this.isKey = settings.isKey();
        this.preamble = Preamble.unknown(settings.isColumn());
        this.warnings = warnings;
        this.out = out;
    }

    @Override
    public boolean take(int number, List<String> cells) throws IOException {
        for (; written < number - 1; written++) {
            out.write("\r\n");
        }
        if (!hasHeader) {
            lookForHeader(cells);
        }
        boolean isFirst = rows == 0;
        if (rows <= Preamble.MOST) {
            // Titles above the header are narrower than it.
            width = Math.max(width, cells.size());
        }
        rows++;
        for (int i = 0; i < Math.max(width, cells.size()); i++) {
            if (i > 0) {
                out.write(dialect.delimiter());
            }
            writeCell(i < cells.size() ? cells.get(i) : "");
        }
        if (isFirst && width == 1) {
            // One cell alone might be a line that names a delimiter.
            out.write(dialect.delimiter());
            out.write(dialect.quote());
            out.write(dialect.quote());
        }
        out.write("\r\n");
        written++;
        return true;
    }

    @Override
    public boolean isKey(int place) {
        return keys.contains(place);
    }

    private void lookForHeader(List<String> cells) {
        if (cells.stream().allMatch(TextRules::isBlank)) {
            return;
        }
        if (preamble.isBeforeHeader(cells, before)) {
            before++;
            return;
        }
        hasHeader = true;
        for (int i = 0; i < cells.size(); i++) {
            if (isKey.test(cells.get(i))) {
                keys.add(i);
            }
        }
    }

    @Override
    public void warn(Warning warning) throws IOException {
        warnings.warn(warning);
    }

    private void writeCell(String cell) throws IOException {
        if (cell.isEmpty()) {
            return;
        }
        Character escape = dialect.escape();
        out.write(dialect.quote());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == dialect.quote() || (escape != null && c == escape)) {
                out.write(c);
            }
            out.write(c);
        }
        out.write(dialect.quote());
    }
}
