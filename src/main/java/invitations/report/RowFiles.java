package invitations.report;

import invitations.ledger.Drop;
import invitations.ledger.ResultRow;
import invitations.ledger.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code report.csv} and {@code dead-letter.csv} in one pass over the rows, whatever their number, in pages. */
final class RowFiles {
    private static final int PAGE = 500;

    private RowFiles() {}

    /** Writes both, or takes away an earlier {@code dead-letter.csv} when there are no dead letters. */
    static void write(Results results, Summary summary, Path folder) throws IOException {
        Drop drop = summary.drop();
        InputColumns columns = new InputColumns(drop.header());
        Path deadLetterFile = folder.resolve("dead-letter.csv");
        try (NewFile report = new NewFile(folder.resolve("report.csv"));
                NewFile dead = new NewFile(deadLetterFile)) {
            ReportRows rows = new ReportRows(columns, drop.plannedAt(), report.stream());
            DeadLetters deadLetters = new DeadLetters(columns, drop, dead.stream());
            List<ResultRow> page = results.page(drop, 0, PAGE);
            while (!page.isEmpty()) {
                for (ResultRow row : page) {
                    rows.add(row);
                    deadLetters.add(row);
                }
                page = results.page(drop, page.get(page.size() - 1).id(), PAGE);
            }
            rows.end();
            deadLetters.end();
            if (summary.hasDeadLetters()) {
                dead.publish();
            } else {
                Files.deleteIfExists(deadLetterFile);
            }
            report.publish();
        }
    }
}
