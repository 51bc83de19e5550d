package invitations.cli.work;

import invitations.cli.console.CommandClient;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.TerminalText;
import invitations.cli.console.Version;
import invitations.home.HomeInUseException;
import invitations.ledger.LedgerAccess;
import invitations.ledger.backup.LedgerHealth;
import invitations.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes on with what is open. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Tries stopped targets again, and goes on with what is open: by the instance that works with the home, or by itself.")
public final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--json", description = "Print the results as JSON, one object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        LedgerHealth.refuseLost(settings.home());
        if (!LedgerAccess.isThere(settings.home())) {
            spec.commandLine().getErr().println(TerminalText.nothingYet(settings.home()));
            return ExitCode.OK.number();
        }
        try {
            return new SendRun(spec.commandLine(), settings, "default", true, null, json, false)
                    .of(List.of())
                    .number();
        } catch (HomeInUseException inUse) {
            return new CommandClient(spec.commandLine(), settings)
                    .askInstance("resume", List.of(), inUse)
                    .number();
        }
    }
}
