package invitations.cli.operate;

import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.home.HomeFolder;
import invitations.ledger.backup.LedgerRestore;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says of a home that it was brought back. */
@Command(
        name = "restored",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Says that the whole home was brought back or copied. From then on people are looked up at the API"
                        + " before they are invited.")
public final class RestoredCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        try (HomeFolder home =
                HomeFolder.take(settings.home(), Boolean.parseBoolean(settings.text(Property.HOME_SHARED)))) {
            LedgerRestore.Result result =
                    new LedgerRestore(home.root(), settings.apiIdentity(), Clock.systemUTC()).mark();
            spec.commandLine().getOut().println(sentence(home.root(), result));
            return ExitCode.OK.number();
        }
    }

    /** {@return what was brought back, and what that means} */
    static String sentence(Path home, LedgerRestore.Result result) {
        return "The ledger of " + home + " was brought back"
                + (result.savedAt() == null ? "" : ", as it was saved at " + result.savedAt()) + ": " + result.drops()
                + (result.drops() == 1 ? " drop, " : " drops, ") + result.open() + " of them open."
                + (result.replaced() == null ? "" : " The one that was there is kept as " + result.replaced() + ".")
                + " From now on each person is looked up at the API before they are invited; whom its lists do not show"
                + " for certain is NEEDS_REVIEW. To go on: invitations resume, or start run.";
    }
}
