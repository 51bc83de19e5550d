package invitations.cli.operate;

import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.ledger.backup.LedgerBackup;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves the ledger and its key in one file, also while another instance works. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Saves the ledger and its key in one file, also while another instance works.")
public final class BackupCommand implements Callable<Integer> {
    /** Where a file would be taken for something else, or deleted. */
    private static final List<String> TAKEN =
            List.of("drop", "work", "hold", "done", "feeds", "incoming", "quarantine");

    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "FILE", description = "The file to make. There must be none of that name.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        Path place = file.toAbsolutePath().normalize();
        if (!Files.isDirectory(place.resolveSibling("."))) {
            throw refused(place.resolveSibling(".").normalize() + " is no folder: make it first, or name another");
        }
        Path home = settings.home().toAbsolutePath().normalize();
        if (TAKEN.stream().map(home::resolve).anyMatch(place::startsWith)) {
            throw refused(
                    "in that folder of the home files have a meaning of their own; name a place outside of the home");
        }
        try {
            LedgerBackup.Saved saved = LedgerBackup.save(settings.home(), place, Clock.systemUTC());
            spec.commandLine()
                    .getOut()
                    .println(place + ": the ledger of " + home + " for " + saved.api() + " with its key, "
                            + saved.drops() + (saved.drops() == 1 ? " drop, " : " drops, ") + saved.bytes()
                            + " bytes. It has the names and addresses of people in clear, and only you can read it."
                            + " To bring it back: invitations restore " + file);
            return ExitCode.OK.number();
        } catch (FileAlreadyExistsException e) {
            throw refused("there is a file of that name already, and it stays as it is; name another");
        }
    }

    private ParameterException refused(String reason) {
        return new ParameterException(spec.commandLine(), "'" + file + "': " + reason);
    }
}
