package invitations.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Files named on the command line. */
final class InputFiles {
    private InputFiles() {}

    /** @throws ParameterException naming the first that cannot be read */
    static void check(CommandLine command, List<Path> files) {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new ParameterException(
                        command, Logging.clean(file.toString()) + ": expected a file that can be read");
            }
        }
    }
}
