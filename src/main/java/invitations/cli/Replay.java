package invitations.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts rows back that were refused or not sent. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Puts rows of a drop back that were refused or left unprocessed, to be sent again.")
final class Replay implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "DROP", description = "The id of a drop, or the beginning of one.")
    private String drop = "";

    @Option(
            names = "--only",
            paramLabel = "STATUS|CODE",
            description = "Only rows of that status or code, such as REFUSED or ATTEMPTS_EXHAUSTED.")
    private @Nullable String only;

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of(drop));
        if (only != null) {
            arguments.add(only);
        }
        return new Desk(spec.commandLine(), options.settings())
                .hand("replay", arguments)
                .number();
    }
}
