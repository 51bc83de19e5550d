package invitations.cli.work;

import invitations.cli.console.ExitCode;
import invitations.cli.console.FeedOption;
import invitations.cli.console.HomeChoice;
import invitations.cli.console.Options;
import invitations.cli.console.Terminal;
import invitations.cli.console.Version;
import invitations.feed.FeedFolder;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files, and ends. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Sends the files and ends. Goes on with what an earlier run left.")
public final class SendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--feed", defaultValue = FeedFolder.DEFAULT, description = "The feed whose settings count.")
    private String feed = FeedFolder.DEFAULT;

    @Option(names = "--yes", description = "Send without asking for the number of invitations.")
    private boolean yes;

    @Option(
            names = "--new-home",
            description = "Make a new home at the default place without asking; it knows of nobody invited before.")
    private boolean newHome;

    @Option(names = "--limit", paramLabel = "N", description = "Send the first N invitations of each file only.")
    private @Nullable Long limit;

    @Option(names = "--json", description = "Print the results as JSON, one object a line.")
    private boolean json;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV files, or what they are packed in; they stay where they are.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        InputFiles.check(spec.commandLine(), settings.home(), files);
        FeedOption.check(spec.commandLine(), settings, feed, Clock.systemUTC());
        if (limit != null && limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit " + limit + ": expected a number from 1");
        }
        if (!yes && !Terminal.isThere()) {
            throw new ParameterException(
                    spec.commandLine(), "without a terminal nobody can confirm: add --yes, or look with check first");
        }
        StartChecks.of(settings);
        if (!HomeChoice.admit(spec.commandLine(), settings, newHome)) {
            return ExitCode.HELD.number();
        }
        return new SendRun(spec.commandLine(), settings, feed, yes, limit, json, false)
                .of(files)
                .number();
    }
}
