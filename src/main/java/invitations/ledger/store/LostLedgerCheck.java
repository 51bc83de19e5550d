package invitations.ledger.store;

import invitations.base.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a home that has lost its ledger from one that never had any: what was done there is still to be seen. */
public final class LostLedgerCheck {
    private LostLedgerCheck() {}

    /**
     * Refuses a home without a ledger that has had one.
     *
     * @throws LedgerRefusedException when there are reports, or a note of how far a ledger was
     */
    public static void refuse(LedgerFiles files) {
        if (Files.exists(files.database())) {
            // A first start that is not done with: nothing was sent yet.
            return;
        }
        trace(files).ifPresent(trace -> {
            throw new LedgerRefusedException("There is no ledger in " + PrivateFile.folder(files.database())
                    + ", but there is "
                    + trace + ": it was lost, and with it who was invited. Put a backup in its place by: invitations"
                    + " restore FILE. Only if nobody who was invited from here may be in a file again, move " + trace
                    + " to another place to start anew.");
        });
    }

    private static Optional<Path> trace(LedgerFiles files) {
        if (Files.exists(files.progress())) {
            return Optional.of(files.progress());
        }
        Path reports = files.database().resolveSibling("done");
        return hasFiles(reports) ? Optional.of(reports) : Optional.empty();
    }

    private static boolean hasFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        // Reports may be on another disk: links are followed.
        try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return paths.anyMatch(path ->
                    Files.isRegularFile(path) && !path.getFileName().toString().startsWith("."));
        } catch (IOException | UncheckedIOException e) {
            throw new LedgerRefusedException(folder + " cannot be looked through for reports: " + e.getMessage(), e);
        }
    }
}
