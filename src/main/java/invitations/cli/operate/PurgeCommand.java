package invitations.cli.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import invitations.base.DisplayText;
import invitations.cli.console.CommandClient;
import invitations.cli.console.ExitCode;
import invitations.cli.console.JsonLines;
import invitations.cli.console.Options;
import invitations.cli.console.TerminalText;
import invitations.cli.console.Version;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.operate.Commands;
import invitations.operate.PersonErasure;
import invitations.report.Reports;
import invitations.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes what is not kept any longer. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Deletes inputs, reports and dead letters whose time is over, as run does each night.")
public final class PurgeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Settings settings = options.settings();
        Optional<Ledger> ledger = LedgerAccess.openToRead(settings.home());
        if (ledger.isEmpty()) {
            spec.commandLine().getErr().println(TerminalText.nothingYet(settings.home()));
            return ExitCode.OK.number();
        }
        CommandClient client = new CommandClient(spec.commandLine(), settings);
        try (Ledger found = ledger.get()) {
            PersonErasure erasing = PersonErasure.of(settings, found, new Reports(found, settings.home()));
            if (dryRun) {
                return print(client, new Commands.Answer(false, erasing.due()));
            }
        }
        return print(client, client.answer("purge", List.of(), CommandClient.LONG_PATIENCE));
    }

    private int print(CommandClient client, Commands.Answer answer) throws JsonProcessingException {
        if (answer.failed() || json) {
            return client.print(answer).number();
        }
        PrintWriter out = spec.commandLine().getOut();
        JsonNode result = JsonLines.MAPPER.readTree(answer.text());
        long quarantined = result.path("quarantined").asLong();
        long followUps = result.path("follow_ups").asLong();
        if (result.path("drops").isEmpty() && followUps + quarantined == 0) {
            out.println("Nothing to delete: invitations.keep.* say for how long what is kept.");
            return ExitCode.OK.number();
        }
        out.println(dryRun ? "Would be deleted:" : "Deleted:");
        for (JsonNode drop : result.path("drops")) {
            out.println("  " + drop.path("drop").asText() + "  "
                    + DisplayText.printable(drop.path("feed").asText()) + "  inputs "
                    + drop.path("inputs").asLong() + ", dead letters "
                    + drop.path("dead_letters").asLong() + ", files of the report "
                    + drop.path("reports").asLong()
                    + (drop.path("erased").asBoolean() ? ", and what the ledger has on people" : ""));
        }
        if (followUps > 0) {
            out.println("  status.csv of feeds: " + followUps);
        }
        if (quarantined > 0) {
            out.println("  in quarantine: " + quarantined);
        }
        JsonNode ledger = result.path("ledger");
        if (!ledger.isMissingNode()) {
            out.println("The ledger had " + ledger.path("before").asLong() + " bytes, and has "
                    + ledger.path("after").asLong()
                    + (ledger.path("problem").isNull()
                            ? "."
                            : ": "
                                    + DisplayText.printable(
                                            ledger.path("problem").asText()) + "."));
        }
        return ExitCode.OK.number();
    }
}
