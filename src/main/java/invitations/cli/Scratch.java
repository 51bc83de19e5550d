package invitations.cli;

import invitations.camel.Home;
import invitations.feed.Suppression;
import invitations.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A home for the length of a check: with the feeds and the key of the real one, and nothing else of it. */
final class Scratch implements AutoCloseable {
    private final Path home;

    private Scratch(Path home) {
        this.home = home;
    }

    static Scratch of(Path real) throws IOException {
        Path home = Files.createTempDirectory("invitations-check-");
        Ledger.shareSecret(real, home);
        Path feeds = real.resolve("feeds");
        if (Files.isDirectory(feeds)) {
            Files.createDirectory(home.resolve("feeds"));
            try (Stream<Path> files = Files.list(feeds)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(file, home.resolve("feeds").resolve(file.getFileName()));
                }
            }
        }
        Path suppressed = real.resolve(Suppression.FILE);
        if (Files.isRegularFile(suppressed)) {
            copy(suppressed, home.resolve(Suppression.FILE));
        }
        return new Scratch(home);
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

    @Override
    public void close() throws IOException {
        Home.delete(home);
    }
}
