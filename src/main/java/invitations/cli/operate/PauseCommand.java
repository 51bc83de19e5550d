package invitations.cli.operate;

import invitations.cli.console.CommandClient;
import invitations.cli.console.FeedOption;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.ledger.LedgerAccess;
import invitations.ledger.store.AuditTrail;
import invitations.operate.PauseSwitch;
import invitations.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets nothing more be sent, of a feed or of all. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Sends nothing more until resume, of a feed or of all; what is on its way ends.")
public final class PauseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--feed", paramLabel = "NAME", description = "The feed; default: all feeds.")
    private @Nullable String feed;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        if (feed != null) {
            FeedOption.check(spec.commandLine(), settings, feed, Clock.systemUTC());
        }
        CommandClient client = new CommandClient(spec.commandLine(), settings);
        if (!LedgerAccess.isThere(settings.home())) {
            String done = new PauseSwitch(settings.home(), null).pause(feed, AuditTrail.account());
            spec.commandLine().getOut().println(done);
            return 0;
        }
        return client.hand("pause", feed == null ? List.of() : List.of(feed)).number();
    }
}
