package invitations.cli.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.base.DisplayText;
import invitations.cli.console.ExitCode;
import invitations.cli.console.JsonLines;
import invitations.cli.console.Options;
import invitations.cli.console.TerminalText;
import invitations.cli.console.Version;
import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.TargetPauses;
import invitations.operate.MissingFiles;
import invitations.operate.WaitingDrops;
import invitations.report.Summary;
import invitations.send.time.SendWait;
import invitations.settings.Settings;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the drops, also while another instance works on them. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the drops and their counts, also while run is working.")
public final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        PrintWriter out = spec.commandLine().getOut();
        Optional<Ledger> ledger = LedgerAccess.openToRead(settings.home());
        if (ledger.isEmpty() && !json) {
            out.println(TerminalText.nothingYet(settings.home()));
        }
        ledger.ifPresent(found -> {
            try (found) {
                WaitingDrops waits = new WaitingDrops(settings.home(), found, Clock.systemUTC());
                found.drops().all().forEach(drop -> print(out, found, drop, waits));
                found.pauses().now().forEach(wait -> print(out, wait));
                new MissingFiles(settings.home(), found, Clock.systemUTC())
                        .overdue()
                        .forEach(overdue -> print(out, overdue));
            }
        });
        return ExitCode.OK.number();
    }

    private void print(PrintWriter out, TargetPauses.Wait wait) {
        if (json) {
            out.println(JsonLines.MAPPER
                    .createObjectNode()
                    .put("target", wait.name())
                    .put("state", wait.until() == null ? "STOPPED" : "PAUSED")
                    .put("until", wait.until() == null ? null : wait.until().toString())
                    .put("reason", wait.reason()));
        } else {
            out.println("target " + wait.name()
                    + (wait.until() == null ? " is stopped: " : " waits until " + wait.until() + ": ")
                    + DisplayText.printable(wait.reason()));
        }
    }

    private void print(PrintWriter out, MissingFiles.Overdue overdue) {
        if (json) {
            out.println(JsonLines.MAPPER
                    .createObjectNode()
                    .put("feed", overdue.feed())
                    .put("state", "MISSING")
                    .put("since", overdue.since().toString())
                    .put("reason", overdue.sentence()));
        } else {
            out.println("feed " + overdue.feed() + " is missing a file: " + overdue.sentence());
        }
    }

    private void print(PrintWriter out, Ledger ledger, Drop drop, WaitingDrops waits) {
        Optional<SendWait> wait = waits.of(drop);
        Summary summary = Summary.of(ledger, drop);
        if (json) {
            ObjectNode object = JsonLines.MAPPER
                    .createObjectNode()
                    .put("drop", drop.id())
                    .put("feed", drop.feed())
                    .put("file", drop.fileName())
                    .put("received", drop.receivedAt().toString())
                    .put("state", drop.state().name())
                    .put("status", summary.status().name())
                    .put("rows", summary.rows())
                    .put("held_for", drop.state() == DropState.HELD ? drop.message() : null)
                    .put("waits_for", WaitingDrops.label(drop, wait))
                    .put(
                            "waits_until",
                            wait.map(SendWait::until).map(Instant::toString).orElse(null))
                    .put("reading", drop.reading())
                    .put("superseded_by", drop.supersededBy());
            object.set("also_dropped_as", JsonLines.MAPPER.valueToTree(summary.otherNames()));
            object.set("counts", JsonLines.MAPPER.valueToTree(summary.byStatus()));
            out.println(object);
            return;
        }
        String counts = summary.byStatus().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        out.println(drop.id() + "  " + drop.state() + "  " + drop.feed() + "/" + DisplayText.printable(drop.fileName())
                + "  " + TerminalText.rows(summary.rows()) + (counts.isEmpty() ? "" : ": " + counts));
        TerminalText.otherNames(summary).ifPresent(others -> out.println("  " + others));
        if (drop.supersededBy() != null) {
            out.println("  read otherwise now: drop " + drop.supersededBy() + " has its rows");
        }
        if (drop.state() == DropState.HELD && drop.message() != null) {
            out.println("  held: " + DisplayText.printable(drop.message()));
            out.println("  approve " + drop.id() + " lets it be sent; discard " + drop.id() + " ends it");
        }
        wait.ifPresent(each -> out.println("  waits: " + each.sentence()));
    }
}
