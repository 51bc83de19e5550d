package invitations.cli.work;

import invitations.cli.console.FeedOption;
import invitations.cli.console.Options;
import invitations.cli.console.Terminal;
import invitations.cli.console.Version;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a file of a feed without comparing it with what the feed did before. */
@Command(
        name = "remaster",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Sends a file and compares it with nothing that its feed did before: for a roster that is rightly quite another"
                    + " one. Nobody is invited twice all the same, and the guards that count this file alone hold it as ever."
        })
public final class RemasterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--feed", required = true, description = "The feed whose history is ignored once.")
    private String feed = "";

    @Option(names = "--yes", description = "Send without asking for the number of invitations.")
    private boolean yes;

    @Option(names = "--json", description = "Print the results as JSON, one object a line.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "The file; it stays where it is.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        List<Path> files = List.of(file);
        InputFiles.check(spec.commandLine(), settings.home(), files);
        FeedOption.check(spec.commandLine(), settings, feed, Clock.systemUTC());
        if (!yes && !Terminal.isThere()) {
            throw new ParameterException(
                    spec.commandLine(), "without a terminal nobody can confirm: add --yes, or look with check first");
        }
        return new SendRun(spec.commandLine(), settings, feed, yes, null, json, true)
                .of(files)
                .number();
    }
}
