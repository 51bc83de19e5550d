package invitations.report;

import invitations.base.AtomicFile;
import invitations.csv.CsvWriter;
import invitations.csv.FormulaEscaper;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.RosterLeavers.Leaver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code leavers.csv}: the people of the last roster of a feed who are not in this one, with their last row as it stands in that
 * file, and what became of it. To be looked at: nobody is revoked. All cells are quoted, and none is a formula.
 */
public final class LeaversCsv {
    /** Its name, beside the report or the plan. */
    public static final String NAME = "leavers.csv";

    /** The columns behind those of the last roster. */
    private static final List<String> LAST = List.of("_drop", "_line", "_status");

    private LeaversCsv() {}

    /**
     * Writes the file, or takes an earlier one away where nobody has left; it appears when it is whole.
     *
     * @param drop one that is planned
     * @throws IOException when it cannot be written
     */
    public static void write(Ledger ledger, Drop drop, Path folder) throws IOException {
        Long leavers = ledger.leavers().count(drop);
        Optional<Drop> before = ledger.leavers().before(drop);
        Path path = folder.resolve(NAME);
        if (leavers == null || leavers == 0 || before.isEmpty()) {
            Files.deleteIfExists(path);
            return;
        }
        Drop last = before.get();
        InputColumns columns = new InputColumns(last.header());
        try (AtomicFile file = new AtomicFile(path)) {
            CsvWriter out = new CsvWriter(file.stream());
            for (int column = 0; column < columns.count(); column++) {
                out.quoted(FormulaEscaper.disarm(columns.name(column)));
            }
            LAST.forEach(out::quoted);
            out.endRecord();
            ledger.leavers().each(drop, leaver -> add(out, columns, last, leaver));
            out.flush();
            file.publish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void add(CsvWriter out, InputColumns columns, Drop last, Leaver leaver) {
        for (int column = 0; column < columns.count(); column++) {
            out.quoted(FormulaEscaper.disarm(columns.cell(leaver.cells(), column)));
        }
        out.quoted(last.id());
        out.quoted(leaver.line());
        out.quoted(leaver.status().name());
        try {
            out.endRecord();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
