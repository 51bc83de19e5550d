package invitations.intake;

import invitations.invitation.Code;
import invitations.invitation.Dialect;
import invitations.invitation.RefusedFile;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a sheet as CSV, one record a row, so that a line has the number of its row. A row that is shorter than
 * the first is filled up. Whatever a cell has, it is in quotes, and no first line is one that names a delimiter: nothing in
 * the sheet changes how it is read. For one sheet.
 */
final class SheetRows {
    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_COLUMNS = 16_384;

    private final SharedTexts texts;
    private final NumberFormats formats;
    private final Dialect dialect;
    private final Writer out;
    private final List<String> cells = new ArrayList<>();
    private final CellText text = new CellText();
    private int row;
    private int column;
    private int written;
    private int width;
    private int rows;
    private boolean hasFormula;
    private String type = "n";
    private @Nullable String style;

    SheetRows(SharedTexts texts, NumberFormats formats, Dialect dialect, Writer out) {
        this.texts = texts;
        this.formats = formats;
        this.dialect = dialect;
        this.out = out;
    }

    /** @throws RefusedFile {@code INVALID_SHEET}, with the cell, when one cannot be read */
    void write(XmlPart sheet) throws XMLStreamException, IOException {
        while (sheet.next() && !sheet.ends("sheetData")) {
            text.take(sheet);
            if (sheet.begins("row")) {
                beginRow(sheet.attribute("r"));
            } else if (sheet.begins("c")) {
                beginCell(sheet);
            } else if (sheet.begins("f")) {
                hasFormula = true;
            } else if (sheet.ends("c")) {
                endCell();
            } else if (sheet.ends("row")) {
                endRow();
            }
        }
    }

    private void beginRow(@Nullable String number) {
        int next = number == null ? row + 1 : number.matches("[0-9]{1,7}") ? Integer.parseInt(number) : 0;
        if (next <= row || next > MOST_ROWS) {
            throw new RefusedFile(
                    Code.INVALID_SHEET, row, "the rows behind this one are not in order: save the workbook again");
        }
        row = next;
        column = 0;
        cells.clear();
    }

    private void beginCell(XmlPart sheet) {
        String reference = sheet.attribute("r");
        int next = reference == null ? column + 1 : columnOf(reference);
        if (next <= column || next > MOST_COLUMNS) {
            throw new RefusedFile(
                    Code.INVALID_SHEET, row, "the cells of this row are not in order: save the workbook again");
        }
        column = next;
        String found = sheet.attribute("t");
        type = found == null ? "n" : found;
        style = sheet.attribute("s");
        hasFormula = false;
        text.clear();
    }

    /** 1 for A, 27 for AA; 0 when it is none. */
    private static int columnOf(String reference) {
        int number = 0;
        for (int i = 0; i < Math.min(4, reference.length()); i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                return number;
            }
            number = number * 26 + c - 'A' + 1;
        }
        return MOST_COLUMNS + 1;
    }

    private void endCell() {
        if (text.isEmpty() && hasFormula && !type.equals("str")) {
            throw wrong("has a formula that was never calculated: open the workbook in a spreadsheet and save it");
        }
        String value = text.isEmpty() ? "" : value(text.text());
        if (!value.isEmpty()) {
            while (cells.size() < column) {
                cells.add("");
            }
            cells.set(column - 1, value);
        }
    }

    private String value(String found) {
        return switch (type) {
            case "s" -> {
                String shared = texts.at(found);
                if (shared == null) {
                    throw wrong("has a text that is not there: save the workbook again");
                }
                yield shared;
            }
            case "b" -> found.equals("1") || found.equalsIgnoreCase("true") ? "true" : "false";
            case "e" -> throw wrong("has the error " + Text.quote(found) + ": correct it");
            case "n" ->
                formats.text(found, style)
                        .orElseThrow(() -> wrong("has a number or a date that cannot be read: write it anew"));
            default -> found;
        };
    }

    private RefusedFile wrong(String how) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return new RefusedFile(Code.INVALID_SHEET, row, "cell " + letters + row + " " + how);
    }

    private void endRow() throws IOException {
        if (cells.isEmpty()) {
            return;
        }
        for (; written < row - 1; written++) {
            out.write("\r\n");
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
