package invitations.cli.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.base.DisplayText;
import invitations.cli.console.ApiCommand;
import invitations.cli.console.ExitCode;
import invitations.cli.console.JsonLines;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.feed.FeedFolder;
import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.backup.LedgerHealth;
import invitations.ledger.drop.Drop;
import invitations.operate.FollowUp;
import invitations.report.Reports;
import invitations.report.StatusCsv;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks up what became of invitations. */
@Command(
        name = "follow-up",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Asks the API who has accepted, and writes status.csv. Sends nothing; works beside run.")
public final class FollowUpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "DROP|FEED", description = "The id of a drop or its beginning, or the name of a feed.")
    private String name = "";

    @Option(names = "--json", description = "Print the counts as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        LedgerHealth.refuseLost(settings.home());
        if (!LedgerAccess.isThere(settings.home())) {
            throw unknown(settings);
        }
        try (Ledger ledger = LedgerAccess.openBeside(settings.home())) {
            List<Drop> drops = drops(ledger, settings);
            if (drops.get(0).erasedAt() != null) {
                spec.commandLine().getErr().println(ReportCommand.erased(drops.get(0)));
                return ExitCode.OK.number();
            }
            Path folder = drops.size() == 1 && drops.get(0).id().startsWith(name)
                    ? new Reports(ledger, settings.home()).folder(drops.get(0))
                    : settings.home().resolve("done").resolve(name);
            return new ApiCommand(spec.commandLine(), settings).run(session -> {
                FollowUp following = new FollowUp(
                        ledger, session.client(), session.targets(), settings.count(Property.SEND_CONCURRENCY));
                print(following.of(drops, folder), folder.resolve(StatusCsv.NAME));
                return ExitCode.OK;
            });
        }
    }

    private List<Drop> drops(Ledger ledger, Settings settings) {
        Optional<Drop> one = ledger.drops().beginningWith(name);
        if (!FeedFolder.of(settings.home(), Clock.systemUTC()).has(name)) {
            return List.of(one.orElseThrow(() -> unknown(settings)));
        }
        List<Drop> ofFeed = ledger.drops().all().stream()
                .filter(drop ->
                        drop.feed().equals(name) && drop.state() == DropState.REPORTED && drop.erasedAt() == null)
                .toList();
        return ofFeed.isEmpty() ? List.of(one.orElseThrow(() -> unknown(settings))) : ofFeed;
    }

    private void print(Map<String, Long> counts, Path file) {
        long people = counts.values().stream().mapToLong(Long::longValue).sum();
        if (json) {
            ObjectNode object = JsonLines.MAPPER.createObjectNode().put("people", people);
            object.set("counts", JsonLines.MAPPER.valueToTree(counts));
            spec.commandLine().getOut().println(object.put("file", file.toString()));
            return;
        }
        String parts = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().replace('_', ' '))
                .collect(Collectors.joining(", "));
        spec.commandLine()
                .getOut()
                .println((people == 1 ? "1 person" : people + " people") + (parts.isEmpty() ? "" : ": " + parts));
        spec.commandLine().getOut().println("  status: " + file);
    }

    private ParameterException unknown(Settings settings) {
        String meant = FeedFolder.of(settings.home(), Clock.systemUTC())
                .closest(name)
                .filter(known -> !known.equals(name))
                .map(known -> "; did you mean the feed " + known + "?")
                .orElse("");
        return new ParameterException(
                spec.commandLine(),
                "'" + DisplayText.printable(name) + "': expected the id of one drop, or a feed that has a file in "
                        + settings.home().resolve("feeds") + "; status shows all drops" + meant);
    }
}
