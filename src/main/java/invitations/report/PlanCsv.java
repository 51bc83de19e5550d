package invitations.report;

import invitations.base.AtomicFile;
import invitations.csv.CsvWriter;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.PlanRow;
import invitations.ledger.report.PlanRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes {@code plan.csv}: every row of the input with what its plan would do with it, to be read by people and
 * spreadsheets. All cells are quoted, none is a formula, and the file appears when it is whole. However many rows there
 * are, a page of them is held.
 */
public final class PlanCsv {
    /** Its name. */
    public static final String NAME = "plan.csv";

    private static final int PAGE = 500;
    /** In bytes. */
    private static final int LONGEST_HEADER = 1 << 20;

    private static final String LAST_COLUMNS =
            InputColumns.PLAN.stream().map(column -> '"' + column + '"').collect(Collectors.joining(",", "", "\r\n"));

    private PlanCsv() {}

    /**
     * Writes the plan of a drop as {@code plan.csv}.
     *
     * @param folder where it is written, in place of an earlier one; made where it is missing
     */
    public static void write(Ledger ledger, Drop drop, Path folder) throws IOException {
        AtomicFile.createFolder(folder);
        writeTo(ledger, drop, folder.resolve(NAME));
    }

    /**
     * Writes the plan of a drop to a file.
     *
     * @param file in a folder that is there; one that has this name is replaced
     */
    public static void writeTo(Ledger ledger, Drop drop, Path file) throws IOException {
        PlanRows rows = ledger.planRows();
        InputColumns columns = new InputColumns(drop.header());
        try (AtomicFile plan = new AtomicFile(file)) {
            CsvWriter csv = new CsvWriter(plan.stream());
            for (int column = 0; column < columns.count(); column++) {
                csv.shown(columns.name(column));
            }
            InputColumns.PLAN.forEach(csv::shown);
            csv.endRecord();
            List<PlanRow> page = rows.page(drop, 0, PAGE);
            while (!page.isEmpty()) {
                for (PlanRow row : page) {
                    add(csv, columns, row);
                }
                page = rows.page(drop, page.get(page.size() - 1).id(), PAGE);
            }
            csv.flush();
            plan.publish();
        }
    }

    /** {@return whether a file that is there is a plan, by the columns that it has} */
    public static boolean isPlan(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8).contains(LAST_COLUMNS);
        } catch (IOException notReadable) {
            return false;
        }
    }

    private static void add(CsvWriter csv, InputColumns columns, PlanRow row) throws IOException {
        for (int column = 0; column < columns.count(); column++) {
            csv.shown(columns.cell(row.cells(), column));
        }
        csv.quoted(row.line());
        csv.quoted(row.status().name());
        csv.shown(row.code());
        csv.shown(columns.withSurplus(row.message(), row.cells()));
        csv.shown(row.target());
        csv.shown(row.tenant());
        csv.shown(row.targetKey());
        csv.endRecord();
    }
}
