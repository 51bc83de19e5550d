package invitations.intake.workbook;

import invitations.intake.container.UnpackBudget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a sheet that span several rows: a spreadsheet shows their value beside each of these rows, and the file has it
 * in the first one alone. For one reading of the sheet, from its first row to its last.
 */
final class MergedCells {
    /** More than any list of people has. */
    private static final int MOST = 10_000;

    private static final String ELEMENT = "mergeCell";
    private static final int BUFFER = 1 << 13;
    private static final Pattern RANGE =
            Pattern.compile("(?i)\\$?([A-Z]{1,3})\\$?([0-9]{1,7}):\\$?[A-Z]{1,3}\\$?([0-9]{1,7})");

    private final Iterator<Span> spans;
    private final List<Span> open = new ArrayList<>();
    private @Nullable Span next;

    private MergedCells(List<Span> spans) {
        this.spans = spans.stream()
                .sorted(Comparator.comparingInt(span -> span.first))
                .toList()
                .iterator();
        next = this.spans.hasNext() ? this.spans.next() : null;
    }

    /** A cell over several rows, and its value once its first row was read. */
    private static final class Span {
        private final int column;
        private final int first;
        private final int last;
        private String value = "";

        Span(int column, int first, int last) {
            this.column = column;
            this.first = first;
            this.last = last;
        }
    }

    /** None. */
    static MergedCells none() {
        return new MergedCells(List.of());
    }

    /**
     * {@return whether a sheet may have some} They stand behind its cells, so it is looked through once for them.
     *
     * @param sheet is read to its end
     */
    static boolean areIn(InputStream sheet) throws IOException {
        byte[] buffer = new byte[BUFFER];
        String before = "";
        for (int count = sheet.read(buffer); count >= 0; count = sheet.read(buffer)) {
            String text = before + new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
            if (text.contains(ELEMENT)) {
                return true;
            }
            before = text.substring(Math.max(0, text.length() - ELEMENT.length()));
        }
        return false;
    }

    /** Reads where they are. */
    static MergedCells read(XmlPartReader sheet, UnpackBudget budget) throws XMLStreamException {
        List<Span> spans = new ArrayList<>();
        while (sheet.next()) {
            String range = sheet.begins(ELEMENT) ? sheet.attribute("ref") : null;
            Matcher matcher = RANGE.matcher(range == null ? "" : range);
            if (matcher.matches()) {
                int first = Integer.parseInt(matcher.group(2));
                int last = Integer.parseInt(matcher.group(3));
                if (last > first) {
                    spans.add(new Span(SheetToCsv.columnOf(matcher.group(1) + "1") - 1, first, last));
                }
            }
            if (spans.size() > MOST) {
                throw budget.tooMuch(
                        "the sheet has more than " + MOST + " cells over several rows (save it as 'CSV UTF-8')");
            }
        }
        return new MergedCells(spans);
    }

    /**
     * Gives the row the values of those that began above it.
     *
     * @param filled takes the places of the cells that have one now, from 0
     */
    void fill(int row, List<String> cells, IntConsumer filled) {
        open.removeIf(span -> span.last < row);
        for (Span span : open) {
            if (!span.value.isEmpty()
                    && (span.column >= cells.size() || cells.get(span.column).isEmpty())) {
                while (cells.size() <= span.column) {
                    cells.add("");
                }
                cells.set(span.column, span.value);
                filled.accept(span.column);
            }
        }
        for (; next != null && next.first <= row; next = spans.hasNext() ? spans.next() : null) {
            if (next.last > row || next.first == row) {
                next.value = next.first == row && next.column < cells.size() ? cells.get(next.column) : "";
                open.add(next);
            }
        }
    }
}
