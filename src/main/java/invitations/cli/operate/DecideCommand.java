package invitations.cli.operate;

import invitations.cli.console.CommandClient;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.ledger.operate.Decisions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a decision about a row of which it is not known whether the API acted. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Decides about a row that is NEEDS_REVIEW, for the person: recorded with who and when.")
public final class DecideCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(index = "0", paramLabel = "DROP", description = "The id of a drop, or the beginning of one.")
    private String drop = "";

    @Parameters(index = "1", paramLabel = "LINE", description = "The row's line, as _line in its report.")
    private long line;

    @Parameters(
            index = "2",
            paramLabel = "VERDICT",
            description = "invited: they are, somebody looked; send-again: they are not.")
    private String verdict = "";

    @Override
    public Integer call() {
        List<String> verdicts = Arrays.stream(Decisions.Verdict.values())
                .map(Decisions.Verdict::label)
                .toList();
        if (!verdicts.contains(verdict)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + verdict + "': expected " + verdicts.stream().collect(Collectors.joining(" or ")));
        }
        return new CommandClient(spec.commandLine(), options.settings())
                .hand("decide", List.of(drop, String.valueOf(line), verdict))
                .number();
    }
}
