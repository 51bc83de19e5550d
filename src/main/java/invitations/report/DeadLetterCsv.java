package invitations.report;

import invitations.csv.CsvWriter;
import invitations.csv.FormulaEscaper;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code dead-letter.csv}: the rows that somebody must act for, as they stand in the input, with the reason. It is input
 * again once it is corrected: the reason columns are not read, so that they alone are made harmless to spreadsheets.
 * Rows that are too short are filled up with empty cells, and lack their last one, so that they still are. What a row has beyond the header stands behind the reason columns: nothing
 * shifts, and dropped again as it is, the row is refused again instead of being sent without these cells. For one thread
 * at a time.
 */
final class DeadLetterCsv {
    private final InputColumns columns;
    private final CsvWriter file;
    private final boolean isDryRun;

    /** @param drop whose input says how the file is written, since the feed is to read it */
    DeadLetterCsv(InputColumns columns, Drop drop, OutputStream out) throws IOException {
        this.columns = columns;
        this.isDryRun = drop.code() == ReasonCode.DRY_RUN;
        this.file = new CsvWriter(out, drop.dialect(), drop.isDelimiterNamed());
        for (int column = 0; column < columns.count(); column++) {
            file.plain(columns.name(column));
        }
        InputColumns.REASONS.forEach(file::plain);
        file.endRecord();
    }

    /** Adds the row if it is a dead letter. */
    void add(ResultRow row) throws IOException {
        if (!row.status().isDeadLetter()
                || (isDryRun && ReasonCode.DRY_RUN.name().equals(row.code()))) {
            return;
        }
        List<String> cells = row.cells();
        for (int column = 0; column < columns.count(); column++) {
            file.plain(columns.cell(cells, column));
        }
        file.plain(Long.toString(row.line()));
        file.plain(row.status().name());
        file.plain(row.code() == null ? "" : row.code());
        file.plain(row.message() == null ? "" : FormulaEscaper.disarm(row.message()));
        if (!isTooShort(row)) {
            file.plain(suggestion(row));
        }
        columns.surplus(cells).forEach(file::plain);
        file.endRecord();
    }

    private static boolean isTooShort(ResultRow row) {
        return row.code() != null && List.of(row.code().split(" ", -1)).contains(ReasonCode.TOO_FEW_CELLS.name());
    }

    private static String suggestion(ResultRow row) {
        return FormulaEscaper.disarm(row.suggestions().entrySet().stream()
                .map(meant -> meant.getKey() + ": " + meant.getValue())
                .collect(Collectors.joining("; ")));
    }

    void end() throws IOException {
        file.flush();
    }
}
