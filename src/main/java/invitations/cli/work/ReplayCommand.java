package invitations.cli.work;

import invitations.cli.console.CommandClient;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.TerminalText;
import invitations.cli.console.Version;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.report.SuggestionReplay;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts rows back that were refused or not sent. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Puts rows of a drop back that were refused or left unprocessed, to be sent again.")
public final class ReplayCommand implements Callable<Integer> {
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

    @Option(
            names = "--accept-suggestions",
            description = "Drop the invalid rows again, each with what its _suggestion in dead-letter.csv says.")
    private boolean acceptSuggestions;

    @Override
    public Integer call() throws IOException {
        if (acceptSuggestions) {
            return accept();
        }
        List<String> arguments = new ArrayList<>(List.of(drop));
        if (only != null) {
            arguments.add(only);
        }
        return new CommandClient(spec.commandLine(), options.settings())
                .hand("replay", arguments)
                .number();
    }

    private int accept() throws IOException {
        if (only != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--only: all rows with a suggestion are taken; leave one of the two options out");
        }
        Settings settings = options.settings();
        Optional<Ledger> ledger = LedgerAccess.openToRead(settings.home(), settings.apiIdentity());
        if (ledger.isEmpty()) {
            throw unknown();
        }
        try (Ledger found = ledger.get()) {
            Drop of = found.drops().beginningWith(drop).orElseThrow(this::unknown);
            SuggestionReplay.Accepted accepted = new SuggestionReplay(
                            found,
                            settings.home(),
                            settings.text(Property.DROP_MARKER),
                            settings.text(Property.DROP_CHECKSUM).equals("required"))
                    .drop(of);
            accepted.file()
                    .ifPresentOrElse(
                            file -> spec.commandLine()
                                    .getOut()
                                    .println(TerminalText.rows(accepted.rows()) + " with what was suggested: " + file
                                            + System.lineSeparator()
                                            + "run takes the file from there; or send it with: invitations send --feed "
                                            + of.feed() + " " + file),
                            () -> spec.commandLine().getOut().println("There is no row with a suggestion."));
            if (accepted.left() > 0) {
                spec.commandLine()
                        .getErr()
                        .println("Left as they are, since nobody can tell what was meant: "
                                + TerminalText.rows(accepted.left()));
            }
            return ExitCode.OK.number();
        }
    }

    private ParameterException unknown() {
        return new ParameterException(
                spec.commandLine(), "'" + drop + "': expected the id of one drop; status shows them all");
    }
}
