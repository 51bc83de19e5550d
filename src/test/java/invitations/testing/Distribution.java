package invitations.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The program as it is unpacked on a machine that does not build it. */
public final class Distribution {
    private Distribution() {}

    /** Unpacks it into the folder; answers its launcher. */
    public static Path in(Path folder) throws IOException {
        Path checkout = Path.of("").toAbsolutePath();
        Path program = Files.createDirectory(folder.resolve("program"));
        Files.copy(
                checkout.resolve("invitations"),
                program.resolve("invitations"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(checkout.resolve("target/invitations.jar"), program.resolve("invitations.jar"));
        Files.createSymbolicLink(program.resolve("lib"), checkout.resolve("target/lib"));
        // Camel does not look for routes behind a link.
        for (String name : List.of("routes", "samples")) {
            Files.createDirectory(program.resolve(name));
            try (Stream<Path> files = Files.list(checkout.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, program.resolve(name).resolve(file.getFileName()));
                }
            }
        }
        return program.resolve("invitations");
    }

    /** All files below a folder, which need not be there. */
    public static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder)).toList();
        } catch (java.io.UncheckedIOException vanished) {
            return List.of();
        }
    }
}
