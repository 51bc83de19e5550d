package invitations.operate;

import invitations.csv.InputFormat;
import invitations.intake.read.ArchivedRecords;
import invitations.intake.read.DropFile;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.Comparison;
import invitations.report.ReportFolder;
import invitations.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files of drops again, where they are kept, and holds them against the ledger: no record of a file may be without
 * its row, and no row may be another one than its record. Changes nothing. For one thread.
 */
public final class ArchivedInputCheck {
    /** How many rows of a drop are named. */
    private static final int MOST = 20;

    private final Path home;
    private final Ledger ledger;
    private final Reports reports;
    private final List<String> findings = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private long read;
    private long records;

    private ArchivedInputCheck(Path home, Ledger ledger) {
        this.home = home;
        this.ledger = ledger;
        this.reports = new Reports(ledger, home);
    }

    /**
     * What was found.
     *
     * @param read how many files were read again
     * @param records how many records they have
     * @param missing why files could not be read again, a sentence for each drop
     * @param findings what is not as the ledger has it, a sentence each; empty when all is
     */
    public record Result(long read, long records, List<String> missing, List<String> findings) {}

    /**
     * Reads the files again.
     *
     * @param drops the ids of the drops to look at; empty for all
     */
    public static Result read(Path home, Ledger ledger, Set<String> drops) {
        ArchivedInputCheck inputs = new ArchivedInputCheck(home, ledger);
        for (Drop drop : ledger.drops().all()) {
            if ((drops.isEmpty() || drops.contains(drop.id())) && drop.state() != DropState.RECEIVED) {
                inputs.read(drop);
            }
        }
        return new Result(inputs.read, inputs.records, List.copyOf(inputs.missing), List.copyOf(inputs.findings));
    }

    private void read(Drop drop) {
        try {
            Optional<Path> file = find(drop);
            // While run works, it may be moved to its report at this moment.
            if (file.isEmpty() || !readAgain(drop, file.get())) {
                file = find(drop);
                if (file.isEmpty() || !readAgain(drop, file.get())) {
                    missing.add("drop " + drop.id() + ": its file is not there any more"
                            + (drop.isInputGone() ? ", since it was deleted as set or asked for" : "")
                            + "; its rows cannot be counted again");
                }
            }
        } catch (IOException e) {
            findings.add("drop " + drop.id() + ": its file cannot be read: " + e);
        }
    }

    private Optional<Path> find(Drop drop) throws IOException {
        Path taken = home.resolve("work").resolve(drop.work());
        List<Path> archived = reports.files(drop).of(ReportFolder.Kind.INPUT);
        return archived.isEmpty()
                ? Optional.of(taken).filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                : Optional.of(archived.get(0));
    }

    private boolean readAgain(Drop drop, Path path) throws IOException {
        try (DropFile file = DropFile.open(path)) {
            read++;
            if (!file.hash().equals(drop.content())) {
                findings.add("drop " + drop.id() + ": " + path.getFileName()
                        + " is not the file that was dropped: its SHA-256 is another one");
                return true;
            }
            InputFormat format = drop.format();
            if (drop.plannedAt() != null && format != null) {
                compare(drop, format, file);
            }
            return true;
        } catch (NoSuchFileException moved) {
            return false;
        }
    }

    private void compare(Drop drop, InputFormat format, DropFile file) throws IOException {
        Comparison comparison = ledger.verification().comparison(drop);
        long count = 0;
        int others = 0;
        try {
            ArchivedRecords rows = file.records(format);
            while (rows.hasNext()) {
                InputRow row = rows.next();
                count++;
                if (count <= drop.rows() && !comparison.readAlike(rows.kept(row, drop.hidden()), row.cells())) {
                    others++;
                    if (others <= MOST) {
                        findings.add("drop " + drop.id() + ", line " + row.line()
                                + ": the ledger has another row than the file");
                    }
                }
            }
        } catch (FileRefusedException reason) {
            findings.add("drop " + drop.id() + ": its file cannot be read as it was: " + reason.code());
            return;
        }
        records += count;
        if (others > MOST) {
            findings.add("drop " + drop.id() + ": the same of " + (others - MOST) + " more rows");
        }
        if (count != drop.rows()) {
            findings.add("drop " + drop.id() + ": its file has " + count + " records, the ledger " + drop.rows());
        }
    }
}
