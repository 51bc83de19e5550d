package invitations.report;

import invitations.base.AtomicFile;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.ledger.report.RowResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code report.csv} and {@code dead-letter.csv} in one pass over the rows, whatever their number, in pages. */
final class RowReports {
    private static final int PAGE = 500;

    private static final String REPORT = "report.csv";
    private static final String DEAD_LETTER = "dead-letter.csv";
    /** What the names of both begin with where nothing was sent. */
    private static final String DRY_RUN = "dry-run-";

    private RowReports() {}

    /** What was written when the drop was still a dry run, or was none yet, is not true any more. */
    private static void deleteOthers(Path folder, String before) throws IOException {
        for (String name : List.of(REPORT, DEAD_LETTER)) {
            Files.deleteIfExists(folder.resolve(before + name));
        }
    }

    /** Writes both, or takes away an earlier {@code dead-letter.csv} when there are no dead letters. */
    static void write(RowResults results, Summary summary, Path folder) throws IOException {
        Drop drop = summary.drop();
        InputColumns columns = new InputColumns(drop.header());
        String before = summary.isDryRun() ? DRY_RUN : "";
        Path deadLetterFile = folder.resolve(before + DEAD_LETTER);
        deleteOthers(folder, summary.isDryRun() ? "" : DRY_RUN);
        try (AtomicFile report = new AtomicFile(folder.resolve(before + REPORT));
                AtomicFile dead = new AtomicFile(deadLetterFile)) {
            ReportCsv rows = new ReportCsv(columns, drop.plannedAt(), report.stream());
            DeadLetterCsv deadLetters = new DeadLetterCsv(columns, drop, dead.stream());
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
