package invitations.cli.operate;

import invitations.cli.console.CommandClient;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends a drop that is held. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Ends a drop that is held: nothing more of it is sent. Its report says so.")
public final class DiscardCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "DROP", description = "The id of a drop, or the beginning of one.")
    private String drop = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who discards it; default: the account of the system.")
    private @Nullable String by;

    @Override
    public Integer call() {
        return new CommandClient(spec.commandLine(), options.settings())
                .hand("discard", by == null ? List.of(drop) : List.of(drop, by))
                .number();
    }
}
