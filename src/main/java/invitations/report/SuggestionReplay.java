package invitations.report;

import invitations.base.AtomicFile;
import invitations.base.Sha256;
import invitations.csv.ColumnName;
import invitations.csv.CsvWriter;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Makes a new file of those invalid rows of a drop of which is known what was meant, with that in place of what was
 * wrong, and drops it into the drop's feed: a drop of its own, so that a person who is invited by it is invited once.
 */
public final class SuggestionReplay {
    private static final int PAGE = 500;

    private final Ledger ledger;
    private final Path home;
    private final String marker;
    private final boolean needsChecksum;

    /**
     * @param home the folder that has the drop folder
     * @param marker the ending of the marker that a file waits for there; empty for none
     * @param needsChecksum whether it waits for its checksum as well
     */
    public SuggestionReplay(Ledger ledger, Path home, String marker, boolean needsChecksum) {
        this.ledger = ledger;
        this.home = home;
        this.marker = marker;
        this.needsChecksum = needsChecksum;
    }

    /**
     * What was made.
     *
     * @param file the new file; null when no row could be corrected
     * @param rows how many rows it has
     * @param left how many invalid rows of the drop have something wrong for which there is no suggestion
     */
    public record Accepted(Optional<Path> file, int rows, int left) {}

    /** Drops the rows. The same again makes the same file, which is known then. */
    public Accepted drop(Drop drop) throws IOException {
        Path folder = drop.feed().equals("default")
                ? home.resolve("drop")
                : home.resolve("drop").resolve(drop.feed());
        AtomicFile.createFolder(folder);
        Path file = folder.resolve("suggestions-" + drop.id() + ".csv");
        InputColumns columns = new InputColumns(drop.header());
        int rows = 0;
        int left = 0;
        try (AtomicFile draft = new AtomicFile(file)) {
            MessageDigest digest = Sha256.digest();
            CsvWriter csv = new CsvWriter(
                    new DigestOutputStream(draft.stream(), digest), drop.dialect(), drop.isDelimiterNamed());
            write(csv, columns, columns::name);
            long after = 0;
            for (List<ResultRow> page = page(drop, after); !page.isEmpty(); page = page(drop, after)) {
                for (ResultRow row : page) {
                    after = row.id();
                    Optional<List<String>> cells = row.isWhollySuggested() ? corrected(drop, row) : Optional.empty();
                    if (row.status() == RowStatus.INVALID && cells.isPresent()) {
                        write(csv, columns, column -> columns.cell(cells.get(), column));
                        rows++;
                    } else if (row.status() == RowStatus.INVALID) {
                        left++;
                    }
                }
            }
            csv.flush();
            if (rows > 0) {
                writeCompanions(file, HexFormat.of().formatHex(digest.digest()));
                AtomicFile.syncNames(folder);
                draft.publish();
                AtomicFile.syncNames(folder);
            }
        }
        return new Accepted(rows > 0 ? Optional.of(file) : Optional.empty(), rows, left);
    }

    /** Before the file, so that it never waits for what nobody would bring. */
    private void writeCompanions(Path file, String checksum) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!marker.isEmpty()) {
            writeCompanion(file.resolveSibling(name + marker), "");
        }
        if (needsChecksum) {
            writeCompanion(file.resolveSibling(name + ".sha256"), checksum + "  " + name + "\n");
        }
    }

    private static void writeCompanion(Path file, String text) throws IOException {
        try (AtomicFile companion = new AtomicFile(file);
                OutputStream out = companion.stream()) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            companion.publish();
        }
    }

    private List<ResultRow> page(Drop drop, long after) {
        return ledger.results().page(drop, after, PAGE);
    }

    /** The row's cells with what was meant; empty when the file has no column for it, so that a feed's default is wrong. */
    private static Optional<List<String>> corrected(Drop drop, ResultRow row) {
        List<String> names = drop.header().stream().map(ColumnName::trim).toList();
        List<String> cells = new ArrayList<>(row.cells());
        for (Map.Entry<String, String> meant : row.suggestions().entrySet()) {
            int index = names.indexOf(meant.getKey());
            if (index < 0 || index >= cells.size()) {
                return Optional.empty();
            }
            cells.set(index, meant.getValue());
        }
        return Optional.of(cells);
    }

    private static void write(CsvWriter csv, InputColumns columns, IntFunction<String> cell) throws IOException {
        for (int column = 0; column < columns.count(); column++) {
            csv.plain(cell.apply(column));
        }
        csv.endRecord();
    }
}
