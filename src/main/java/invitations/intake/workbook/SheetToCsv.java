package invitations.intake.workbook;

import invitations.csv.TextRules;
import invitations.intake.cell.RoundedNumber;
import invitations.intake.cell.SpreadsheetValue;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.Warning;
import invitations.invitation.WarningCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a sheet, in their order, each cell as it is shown. A cell that spans several rows has its value in each
 * of them that has other cells. For one sheet, and one thread.
 */
final class SheetToCsv {
    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_COLUMNS = 16_384;

    private final SharedStrings texts;
    private final NumberFormats formats;
    private final MergedCells merged;
    private final Rows rows;
    private final List<String> cells = new ArrayList<>();
    private final RichText text = new RichText();
    private int row;
    private int column;
    private boolean hasFormula;
    private boolean hasValue;
    private boolean isWanted = true;
    private String type = "n";
    private @Nullable String style;

    /** Takes the rows that have any cell that is not empty. */
    interface Rows {
        /**
         * Takes a row.
         *
         * @param number its number, from 1
         * @param cells its cells, up to the last one that is not empty; they change with the next row
         * @return false when no more are wanted
         */
        boolean take(int number, List<String> cells) throws IOException;

        /**
         * {@return whether a number in that column is a key or a user name, or a part of one, so that it must be shown as it is}
         *
         * @param place the column, from 0
         */
        default boolean isKey(int place) {
            return false;
        }

        /** Takes what there is to warn of in the row that comes next. */
        default void warn(Warning warning) throws IOException {}
    }

    SheetToCsv(SharedStrings texts, NumberFormats formats, MergedCells merged, Rows rows) {
        this.texts = texts;
        this.formats = formats;
        this.merged = merged;
        this.rows = rows;
    }

    /**
     * Reads the rows of a sheet.
     *
     * @throws FileRefusedException {@code INVALID_SHEET}, with the cell, when one cannot be read
     */
    void read(XmlPartReader sheet) throws XMLStreamException, IOException {
        while (isWanted && sheet.next() && !sheet.ends("sheetData")) {
            text.take(sheet);
            if (sheet.begins("row")) {
                beginRow(sheet.attribute("r"));
            } else if (sheet.begins("c")) {
                beginCell(sheet);
            } else if (sheet.begins("f")) {
                hasFormula = true;
            } else if (sheet.begins("v")) {
                hasValue = true;
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
            throw new FileRefusedException(
                    ReasonCode.INVALID_SHEET,
                    row,
                    "the rows behind this one are not in order: save the workbook again");
        }
        row = next;
        column = 0;
        cells.clear();
    }

    private void beginCell(XmlPartReader sheet) {
        String reference = sheet.attribute("r");
        int next = reference == null ? column + 1 : columnOf(reference);
        if (next <= column || next > MOST_COLUMNS) {
            throw new FileRefusedException(
                    ReasonCode.INVALID_SHEET, row, "the cells of this row are not in order: save the workbook again");
        }
        column = next;
        String found = sheet.attribute("t");
        type = found == null ? "n" : found;
        style = sheet.attribute("s");
        hasFormula = false;
        hasValue = false;
        text.clear();
    }

    /** 1 for A, 27 for AA; 0 when it is none. */
    static int columnOf(String reference) {
        int number = 0;
        for (int i = 0; i < Math.min(4, reference.length()); i++) {
            int sign = reference.charAt(i);
            int c = sign >= 'a' && sign <= 'z' ? sign - 'a' + 'A' : sign;
            if (c < 'A' || c > 'Z') {
                return number;
            }
            number = number * 26 + c - 'A' + 1;
        }
        return MOST_COLUMNS + 1;
    }

    private void endCell() {
        // The result of a formula may be an empty text, but not nothing.
        if (text.isEmpty() && hasFormula && !(hasValue && type.equals("str"))) {
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
            case "e" -> throw wrong("has the error " + TextRules.quote(found) + ": correct it");
            case "n" -> number(found);
            default -> found;
        };
    }

    private String number(String found) {
        String plain = formats.text(found, style)
                .orElseThrow(() -> wrong("has a number or a date that cannot be read: write it anew"));
        return rows.isKey(column - 1) && !RoundedNumber.isOne(plain) && !SpreadsheetValue.isOne(plain)
                ? formats.ofKey(found, style, plain)
                : plain;
    }

    private FileRefusedException wrong(String how) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return new FileRefusedException(ReasonCode.INVALID_SHEET, row, "cell " + letters + row + " " + how);
    }

    private void endRow() throws IOException {
        if (!cells.isEmpty()) {
            List<Integer> filled = new ArrayList<>(0);
            merged.fill(row, cells, filled::add);
            Collections.sort(filled);
            for (int place : filled) {
                rows.warn(Warning.ofCell(WarningCode.MERGED_CELL, row, place, TextRules.quote(cells.get(place))));
            }
            isWanted = rows.take(row, cells);
        }
    }
}
