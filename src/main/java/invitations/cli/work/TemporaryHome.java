package invitations.cli.work;

import invitations.base.PrivateFolders;
import invitations.feed.SuppressionList;
import invitations.ledger.LedgerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A home for the length of a check, with the feeds of the real one and nothing else of it. It knows people by the real
 * home's key, which is read where it is and never copied.
 */
final class TemporaryHome implements AutoCloseable {
    private final TemporaryFolder folder;
    private final Path home;

    private TemporaryHome(TemporaryFolder folder) {
        this.folder = folder;
        this.home = folder.path().resolve("home");
    }

    static TemporaryHome of(Path real, Clock clock, LongSupplier ticker) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("check");
        TemporaryHome scratch = new TemporaryHome(folder);
        try {
            TemporaryFolder.sweep(folder.path(), clock);
            scratch.fill(real, clock, ticker);
            return scratch;
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private void fill(Path real, Clock clock, LongSupplier ticker) throws IOException {
        PrivateFolders.create(home);
        LedgerAccess.lendSecret(real, home);
        Path feeds = real.resolve("feeds");
        if (Files.isDirectory(feeds)) {
            PrivateFolders.create(home.resolve("feeds"));
            try (Stream<Path> files = Files.list(feeds)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(file, home.resolve("feeds").resolve(file.getFileName()));
                }
            }
        }
        Path suppressed = real.resolve(SuppressionList.FILE);
        if (Files.isRegularFile(suppressed)) {
            copy(suppressed, home.resolve(SuppressionList.FILE));
        }
        Optional<String> misnamed = SuppressionList.misnamed(real, clock, ticker);
        if (misnamed.isPresent()) {
            copy(real.resolve(misnamed.get()), home.resolve(misnamed.get()));
        }
    }

    /** A file that an editor replaces at this moment may be gone for it, and is taken as one that is not there. */
    private static void copy(Path file, Path target) throws IOException {
        try {
            Files.copy(file, target);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(target);
        }
    }

    Path home() {
        return home;
    }

    /** {@return whether a signal stops the program: what fails, or cannot be found any more, is not the file's fault} */
    boolean isDiscarded() {
        return folder.isDiscarded();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
