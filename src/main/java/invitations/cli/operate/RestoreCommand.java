package invitations.cli.operate;

import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.home.HomeFolder;
import invitations.ledger.backup.LedgerRestore;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup in the place of the ledger. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Puts a backup in the place of the ledger. From then on people are looked up at the API before they are"
                        + " invited.")
public final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(
            paramLabel = "FILE",
            description = "What backup has made; or a copy of ledger.db, with its ledger.key beside it.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "'" + file + "': expected a file that backup has made");
        }
        try (HomeFolder home =
                HomeFolder.take(settings.home(), Boolean.parseBoolean(settings.text(Property.HOME_SHARED)))) {
            LedgerRestore.Result result =
                    new LedgerRestore(home.root(), settings.apiIdentity(), Clock.systemUTC()).restore(file);
            spec.commandLine().getOut().println(RestoredCommand.sentence(home.root(), result));
            return ExitCode.OK.number();
        }
    }
}
