package invitations.cli.work;

import invitations.base.DisplayText;
import invitations.camel.InvitationRuntime;
import invitations.cli.console.ExitCode;
import invitations.cli.console.JsonLines;
import invitations.cli.console.TerminalText;
import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.report.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What became of drops, printed, and the exit code that goes with it. */
final class ResultPrinter {
    private final InvitationRuntime runtime;
    private final PrintWriter out;
    private final boolean json;
    private final Map<String, String> names;

    /** @param names what drops are called, by their id, where that is not the name of their file */
    ResultPrinter(InvitationRuntime runtime, PrintWriter out, boolean json, Map<String, String> names) {
        this.runtime = runtime;
        this.out = out;
        this.json = json;
        this.names = names;
    }

    /**
     * Prints what became of the drops.
     *
     * @param known the ids of those that were processed before: nothing was left to do for them
     */
    ExitCode print(Collection<Drop> drops, Set<String> known) throws IOException {
        Set<ExitCode> codes = new TreeSet<>();
        if (!runtime.sending().stops().isEmpty()) {
            codes.add(runtime.sending().isStoppedByGuard() ? ExitCode.HELD : ExitCode.NOT_PERMITTED);
        }
        for (Drop drop : drops) {
            Summary summary = Summary.of(runtime.ledger(), drop);
            boolean isKnown = known.contains(drop.id());
            codes.add(code(drop, summary));
            if (json) {
                out.println(JsonLines.MAPPER.writeValueAsString(object(drop, summary, isKnown)));
            } else {
                print(drop, summary, isKnown);
            }
        }
        if (!json) {
            runtime.sending().stops().forEach(reason -> out.println("Stopped: " + DisplayText.printable(reason)));
        }
        return ExitCode.worst(codes);
    }

    private static ExitCode code(Drop drop, Summary summary) {
        if (summary.isRefused()) {
            return ExitCode.FILE_REFUSED;
        }
        if (drop.state() == DropState.HELD) {
            return ExitCode.HELD;
        }
        if (drop.state() != DropState.REPORTED) {
            return ExitCode.UNFINISHED;
        }
        if (summary.byCode().containsKey(ReasonCode.NOT_CONFIRMED)) {
            return ExitCode.HELD;
        }
        return summary.hasDeadLetters() ? ExitCode.SOME_NOT_INVITED : ExitCode.OK;
    }

    private void print(Drop drop, Summary summary, boolean isKnown) {
        String name = names.getOrDefault(drop.id(), DisplayText.printable(drop.fileName()));
        out.println(DisplayText.printable(
                isKnown
                        ? name + ": already processed, nothing was sent. What became of it then: " + summary.sentence()
                        : name + ": " + summary.sentence()));
        TerminalText.guess(drop).ifPresent(guess -> out.println("  " + guess));
        TerminalText.warnings(summary).forEach(line -> out.println("  " + line));
        TerminalText.otherNames(summary).ifPresent(others -> out.println("  " + others));
        if (drop.state() == DropState.REPORTED || summary.isRefused()) {
            out.println("  report: " + runtime.reports().folder(drop));
        } else if (drop.state() == DropState.HELD) {
            out.println("  held: " + DisplayText.printable(String.valueOf(drop.message())));
            out.println("  approve " + drop.id() + " lets it be sent, discard " + drop.id() + " ends it");
        } else {
            runtime.sending().waitOf(drop).ifPresent(wait -> out.println("  waits: " + wait.sentence()));
            out.println("  drop " + drop.id() + " stays open: send the same file again, or start run, to go on");
        }
    }

    private Map<String, Object> object(Drop drop, Summary summary, boolean isKnown) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("drop", drop.id());
        object.put("file", drop.fileName());
        object.put("also_dropped_as", summary.otherNames());
        object.put("feed", drop.feed());
        object.put("state", drop.state());
        object.put("status", summary.status());
        object.put("already_processed", isKnown);
        object.put("sentence", summary.sentence());
        object.put("counts", summary.byStatus());
        object.put("warnings", summary.warnings());
        runtime.sending().waitOf(drop).ifPresent(wait -> {
            object.put("waits_for", wait.kind().label());
            object.put("waits_until", wait.until() == null ? null : wait.until().toString());
        });
        object.put("report", runtime.reports().folder(drop).toString());
        return object;
    }
}
