package invitations.cli.work;

import invitations.cli.console.CommandClient;
import invitations.cli.console.ExitCode;
import invitations.cli.console.FeedOption;
import invitations.cli.console.Options;
import invitations.cli.console.TerminalText;
import invitations.cli.console.Version;
import invitations.home.HomeFolder;
import invitations.home.HomeInUseException;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.backup.LedgerHealth;
import invitations.ledger.store.AuditTrail;
import invitations.operate.PauseSwitch;
import invitations.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
                "Ends a pause, tries stopped targets again, and goes on with what is open: by the instance that works with the home, or by itself.")
public final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(
            names = "--feed",
            paramLabel = "NAME",
            description = "The feed whose pause is ended; default: the pause of all feeds.")
    private @Nullable String feed;

    @Option(names = "--json", description = "Print the results as JSON, one object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        if (feed != null) {
            FeedOption.check(spec.commandLine(), settings, feed, Clock.systemUTC());
        }
        LedgerHealth.refuseLost(settings.home());
        if (!LedgerAccess.isThere(settings.home())) {
            tell(new PauseSwitch(settings.home(), null).resume(feed, AuditTrail.account()));
            spec.commandLine().getErr().println(TerminalText.nothingYet(settings.home()));
            return ExitCode.OK.number();
        }
        try {
            endPause(settings);
            return new SendRun(spec.commandLine(), settings, "default", true, null, json, false)
                    .of(List.of())
                    .number();
        } catch (HomeInUseException inUse) {
            return new CommandClient(spec.commandLine(), settings)
                    .askInstance("resume", feed == null ? List.of() : List.of(feed), inUse)
                    .number();
        }
    }

    private void endPause(Settings settings) {
        if (new PauseSwitch(settings.home(), null).isPaused(feed)) {
            try (HomeFolder home = HomeFolder.take(settings);
                    Ledger ledger = home.openLedger(settings, Clock.systemUTC())) {
                tell(new PauseSwitch(home.root(), ledger).resume(feed, AuditTrail.account()));
            }
        }
    }

    private void tell(String done) {
        if (!done.isEmpty()) {
            spec.commandLine().getErr().println(done);
        }
    }
}
