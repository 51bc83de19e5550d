package invitations.report;

import invitations.base.UtcTime;
import invitations.csv.CsvWriter;
import invitations.csv.FormulaEscaper;
import invitations.ledger.report.ResultRow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.csv}: every row of the input with what became of it, to be read by people and spreadsheets. All cells
 * are quoted, and none is a formula. Every record has the same number of cells: what a row lacks is empty, what it has
 * beyond the header is told in its message. For one thread at a time.
 */
final class ReportCsv {
    private final InputColumns columns;
    private final @Nullable Instant plannedAt;
    private final CsvWriter file;
    private @Nullable Instant lastTime;
    private String lastTimeInWords = "";

    /** @param plannedAt when the rows that no call was made for ended */
    ReportCsv(InputColumns columns, @Nullable Instant plannedAt, OutputStream out) throws IOException {
        this.columns = columns;
        this.plannedAt = plannedAt;
        this.file = new CsvWriter(out);
        for (int column = 0; column < columns.count(); column++) {
            text(columns.name(column));
        }
        InputColumns.RESULTS.forEach(this::text);
        file.endRecord();
    }

    void add(ResultRow row) throws IOException {
        for (int column = 0; column < columns.count(); column++) {
            text(columns.cell(row.cells(), column));
        }
        file.quoted(row.line());
        file.quoted(row.status().name());
        text(row.code());
        text(columns.withSurplus(row.message(), row.cells()));
        if (row.http() > 0) {
            file.quoted(row.http());
        } else {
            text(null);
        }
        text(row.remoteId());
        file.quoted(row.attempts());
        file.quoted(time(row.at() == null ? plannedAt : row.at()));
        text(row.warningWords());
        file.endRecord();
    }

    void end() throws IOException {
        file.flush();
    }

    private void text(@Nullable String cell) {
        file.quoted(cell == null ? "" : FormulaEscaper.disarm(cell));
    }

    /** The rows of a batch share their time: it is put into words once. */
    private String time(@Nullable Instant time) {
        if (!Objects.equals(time, lastTime)) {
            lastTime = time;
            lastTimeInWords = time == null ? "" : UtcTime.of(time);
        }
        return lastTimeInWords;
    }
}
