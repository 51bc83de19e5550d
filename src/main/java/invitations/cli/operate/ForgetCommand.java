package invitations.cli.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import invitations.base.DisplayText;
import invitations.cli.console.CommandClient;
import invitations.cli.console.ExitCode;
import invitations.cli.console.JsonLines;
import invitations.cli.console.Options;
import invitations.cli.console.Terminal;
import invitations.cli.console.TerminalText;
import invitations.cli.console.Version;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.operate.Commands;
import invitations.ledger.operate.OperatorRefusedException;
import invitations.operate.PersonErasure;
import invitations.report.Reports;
import invitations.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erases a person. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Erases a person from ledger and reports. They stay known by a keyed hash, and are not invited twice.")
public final class ForgetCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--yes", description = "Erase without asking for the address once more.")
    private boolean yes;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "EMAIL", description = "The person's e-mail address.")
    private String email = "";

    @Override
    public Integer call() {
        Settings settings = options.settings();
        if (!yes && !Terminal.isThere()) {
            throw new ParameterException(spec.commandLine(), "without a terminal nobody can confirm: add --yes");
        }
        try {
            Optional<Ledger> ledger = LedgerAccess.openToRead(settings.home());
            if (ledger.isEmpty()) {
                spec.commandLine().getErr().println(TerminalText.nothingYet(settings.home()));
                return ExitCode.OK.number();
            }
            try (Ledger found = ledger.get()) {
                PersonErasure erasing = PersonErasure.of(settings, found, new Reports(found, settings.home()));
                JsonNode known = parse(erasing.known(email)).path("known");
                if (!yes && !confirm(known)) {
                    return ExitCode.HELD.number();
                }
            }
        } catch (OperatorRefusedException e) {
            throw new ParameterException(spec.commandLine(), "EMAIL: " + e.getMessage(), e);
        }
        CommandClient client = new CommandClient(spec.commandLine(), settings);
        Commands.Answer answer = client.answer("forget", List.of(email), CommandClient.LONG_PATIENCE);
        if (answer.failed() || json) {
            ExitCode code = client.print(answer);
            return (answer.failed() ? code : code(parse(answer.text()))).number();
        }
        JsonNode result = parse(answer.text());
        print(result);
        return code(result).number();
    }

    private boolean confirm(JsonNode known) {
        if (known.isEmpty()) {
            return true;
        }
        spec.commandLine().getErr().println("Would be erased, and cannot be brought back: " + sum(known));
        return Terminal.ask("Type the address once more to erase it: ")
                .filter(email.strip()::equals)
                .isPresent();
    }

    private static ExitCode code(JsonNode result) {
        return result.path("open").isEmpty() ? ExitCode.OK : ExitCode.UNFINISHED;
    }

    private void print(JsonNode result) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode open = result.path("open");
        JsonNode erased = result.path("erased");
        if (!open.isEmpty()) {
            out.println("Nothing was erased: these drops have rows of theirs and have not ended.");
            each(out, open);
            out.println("Let them end (resume; approve or discard, where one is HELD), then forget again.");
        } else if (erased.isEmpty() && result.path("files_deleted").asInt() == 0) {
            out.println("Nothing known of them.");
        } else {
            out.println("Erased: " + sum(erased) + ". The reports are written anew, without what was dropped.");
            each(out, erased);
            out.println("They are not invited twice: a keyed hash stays.");
        }
        StringJoiner elsewhere = new StringJoiner(", ");
        result.path("elsewhere")
                .properties()
                .forEach(folder ->
                        elsewhere.add(folder.getValue().asText() + " in " + DisplayText.printable(folder.getKey())));
        if (elsewhere.length() > 0) {
            out.println("Files of the home that name them and were left alone: " + elsewhere);
        }
        if (!result.path("not_searched").isEmpty()) {
            out.println("What this user may not read, and was not searched: "
                    + DisplayText.printable(result.path("not_searched").toString()));
        }
        if (result.path("ledger_problem").isTextual()) {
            out.println("The ledger could not be written anew: "
                    + DisplayText.printable(result.path("ledger_problem").asText())
                    + ". Make room, then forget again.");
        }
        if (!result.path("journal_emptied").asBoolean()) {
            out.println("Somebody reads the ledger, whose journal has old pages therefore: forget again.");
        }
        out.println("What the API has on them it has still: have them erased there as well.");
    }

    private static void each(PrintWriter out, JsonNode drops) {
        drops.forEach(drop -> out.println(
                "  " + drop.path("drop").asText() + "  " + drop.path("state").asText() + "  "
                        + DisplayText.printable(drop.path("feed").asText()) + "  "
                        + TerminalText.rows(drop.path("rows").asLong())));
    }

    private static String sum(JsonNode drops) {
        long rows = 0;
        for (JsonNode drop : drops) {
            rows += drop.path("rows").asLong();
        }
        return TerminalText.rows(rows) + " of " + drops.size() + (drops.size() == 1 ? " drop" : " drops");
    }

    private static JsonNode parse(String text) {
        try {
            return JsonLines.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer is not JSON", e);
        }
    }
}
