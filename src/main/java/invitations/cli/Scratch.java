package invitations.cli;

import invitations.camel.Home;
import invitations.feed.Suppression;
import invitations.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
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
                    Files.copy(file, home.resolve("feeds").resolve(file.getFileName()));
                }
            }
        }
        Path suppressed = real.resolve(Suppression.FILE);
        if (Files.isRegularFile(suppressed)) {
            Files.copy(suppressed, home.resolve(Suppression.FILE));
        }
        return new Scratch(home);
    }

    Path home() {
        return home;
    }

    @Override
    public void close() throws IOException {
        Home.delete(home);
    }
}
