package invitations.cli.work;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the launcher runs once, to make later starts fast: loads the classes, and unpacks the library of SQLite. */
@Command(name = "warm-up", hidden = true, description = "Prepares fast starts; the launcher runs it.")
public final class WarmUpCommand implements Callable<Integer> {
    /** Where the driver's jar has the library for Linux on an Intel machine; elsewhere the driver unpacks its own. */
    private static final String LIBRARY = "/org/sqlite/native/Linux/x86_64/libsqlitejdbc.so";

    @Override
    public Integer call() throws IOException {
        String cache = System.getProperty("invitations.cache");
        if (cache != null && isLinuxOnIntel()) {
            try (var library = WarmUpCommand.class.getResourceAsStream(LIBRARY)) {
                if (library != null) {
                    Files.copy(library, Path.of(cache, "libsqlitejdbc.so"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        try (TemporaryFolder folder = TemporaryFolder.create("warm-up")) {
            TemporaryFolder.sweep(folder.path(), Clock.systemUTC());
            PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            return new CommandLine(new DemoCommand())
                    .setOut(nowhere)
                    .setErr(nowhere)
                    .execute("--home", folder.path().resolve("demo").toString());
        }
    }

    private static boolean isLinuxOnIntel() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                && "amd64".equals(System.getProperty("os.arch"))
                && !isMusl();
    }

    /** Alpine and its kin need another library. */
    private static boolean isMusl() {
        try (Stream<Path> files = Files.list(Path.of("/lib"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl"));
        } catch (IOException unknown) {
            return true;
        }
    }
}
