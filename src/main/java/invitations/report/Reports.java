package invitations.report;

import invitations.base.AtomicFile;
import invitations.base.PrivateFolders;
import invitations.base.UtcTime;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what became of a drop, into a folder of its own. Reports are views of the ledger: the same ledger gives the
 * same bytes, at any time. Safe for any number of threads; another process may write the same report at the same time.
 */
public final class Reports {
    /** What refuses a file before it is read as CSV. */
    private static final Set<ReasonCode> NOT_READ = Set.of(
            ReasonCode.UNKNOWN_FEED,
            ReasonCode.INVALID_FEED,
            ReasonCode.FILE_TOO_LARGE,
            ReasonCode.UNSUPPORTED_FILE,
            ReasonCode.CHECKSUM_MISMATCH,
            ReasonCode.TOO_MUCH_PACKED,
            ReasonCode.INVALID_CONTAINER,
            ReasonCode.INVALID_SHEET,
            ReasonCode.CANNOT_DECRYPT,
            ReasonCode.READING_TIMEOUT,
            ReasonCode.READING_ENDED_TWICE);

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Ledger ledger;
    private final Path done;

    /** @param home the folder that has, or gets, the folder {@code done} */
    public Reports(Ledger ledger, Path home) {
        this.ledger = ledger;
        this.done = home.resolve("done");
    }

    /** {@return where the reports on the drop are or will be: {@code done/<feed>/<yyyy>/<mm>/<dd>/<drop>}, the day in UTC} */
    public Path folder(Drop drop) {
        return done.resolve(drop.feed()).resolve(UtcTime.day(drop.receivedAt())).resolve(drop.id());
    }

    /** The files that came of the drop. */
    public ReportFolder files(Drop drop) {
        return new ReportFolder(done, folder(drop));
    }

    /**
     * Writes {@code report.json}, and unless the file was refused as a whole {@code report.csv} and, where there are
     * dead letters, {@code dead-letter.csv}, and where people left a roster, {@code leavers.csv}. Each appears when it is whole; {@code report.json} is the last.
     *
     * @return the folder
     * @throws ReportRefusedException unless the drop is finished, no row is open, and rows and final statuses balance; and when it
     *     was erased
     * @throws UncheckedIOException when the files cannot be written; nothing half-done stands under their names
     */
    public synchronized Path write(Drop drop) {
        Summary summary = Summary.of(ledger, drop);
        check(summary);
        Path folder = folder(drop);
        try {
            AtomicFile.createFolder(folder);
            AtomicFile.removeLeftovers(folder);
            if (summary.hasRows()) {
                RowReports.write(ledger.results(), summary, folder);
                LeaversCsv.write(ledger, summary.drop(), folder);
            }
            writeHead(summary, folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("the report on drop " + drop.id() + " cannot be written", e);
        }
    }

    /**
     * Writes anew what the report on an ended drop says of its names, and leaves what it says of its rows: {@code report.json}
     * and the note {@code also-dropped-as}.
     *
     * @throws UncheckedIOException when the files cannot be written
     */
    public synchronized void writeNames(Drop drop) {
        Summary summary = Summary.of(ledger, drop);
        if (!drop.hasEnded()
                || summary.drop().erasedAt() != null
                || summary.otherNames().isEmpty()) {
            return;
        }
        Path folder = folder(drop);
        try {
            AtomicFile.createFolder(folder);
            writeHead(summary, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the report on drop " + drop.id() + " cannot be written", e);
        }
    }

    private void writeHead(Summary summary, Path folder) throws IOException {
        OtherNames.write(summary, folder);
        try (AtomicFile json = new AtomicFile(folder.resolve("report.json"))) {
            json.stream().write(ReportJson.of(summary, ApiMessages.on(summary.drop(), ledger.results())));
            json.publish();
        }
        AtomicFile.syncNames(folder);
    }

    /**
     * Moves the dropped file to the reports on it, as {@code input.csv}; what was refused before it was read as CSV keeps
     * its ending. May be called again: a file that is there already stays, and a second copy of it is taken away, and one
     * that was deleted need not be anywhere: the ledger has what was in it.
     *
     * @param file the file in the work folder, on the same file system as the home
     * @throws UncheckedIOException when it cannot be moved, or is at both places with other content
     */
    public void archive(Drop drop, Path file) {
        Path folder = folder(drop);
        Path input = folder.resolve("input." + ending(drop));
        try {
            AtomicFile.createFolder(folder);
            boolean isArchived = Files.exists(input, LinkOption.NOFOLLOW_LINKS);
            if (!isArchived && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (!drop.isInputGone()) {
                    LOG.warn("The file of drop {} is at neither place: somebody has taken it away", drop.id());
                }
                return;
            }
            if (!isArchived) {
                Files.setPosixFilePermissions(file, PrivateFolders.FILE.value());
                Files.move(file, input, StandardCopyOption.ATOMIC_MOVE);
                AtomicFile.syncNames(folder);
            } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (Files.mismatch(file, input) >= 0) {
                    throw new IOException("another " + input.getFileName() + " is there already");
                }
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the input of drop " + drop.id() + " cannot be archived", e);
        }
    }

    private static String ending(Drop drop) {
        String name = drop.fileName();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return drop.code() != null && NOT_READ.contains(drop.code()) && ending.matches("[a-z0-9]{1,8}")
                ? ending
                : "csv";
    }

    private static void check(Summary summary) {
        Drop drop = summary.drop();
        if (drop.erasedAt() != null) {
            throw new ReportRefusedException(drop.id(), "it was erased on " + UtcTime.of(drop.erasedAt()));
        }
        if (!summary.hasRows()) {
            return;
        }
        if (summary.openRows() > 0) {
            List<String> open = summary.byStatus().entrySet().stream()
                    .filter(entry -> !entry.getKey().isFinal() && entry.getValue() > 0)
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .toList();
            throw new ReportRefusedException(
                    drop.id(), "of " + drop.rows() + " rows " + String.join(", ", open) + " have not ended");
        }
        if (drop.finishedAt() == null) {
            throw new ReportRefusedException(drop.id(), "it is not finished");
        }
        if (summary.endedRows() != drop.rows()) {
            throw new ReportRefusedException(
                    drop.id(),
                    "the sums do not balance: the file has " + drop.rows() + " rows, but " + summary.endedRows()
                            + " have ended");
        }
    }
}
