package invitations.cli.work;

import invitations.base.DisplayText;
import invitations.camel.InvitationRuntime;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Logging;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.report.PlanSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the plan of a checked file would do, compared with what the home's ledger knows of its feed. Calls nobody. For
 * one thread.
 */
final class PlanPreview {
    private final InvitationRuntime runtime;
    private final @Nullable PlanFiles files;

    /** @param files where plans are written row by row; null for nowhere */
    PlanPreview(InvitationRuntime runtime, @Nullable PlanFiles files) {
        this.runtime = runtime;
        this.files = files;
    }

    /**
     * {@return the plan of a drop of the temporary home}
     *
     * @param known the home's ledger; null where it has none, and so no history
     */
    PlanSummary of(Drop drop, @Nullable Ledger known) {
        Ledger history = known == null ? runtime.ledger() : known;
        return PlanSummary.of(
                runtime.ledger(), history, drop, runtime.guardCheck().tripped(drop, history));
    }

    /**
     * Asks the API's lists for the people whom the drop would invite.
     *
     * @param err is told why some could not be looked up
     * @return the exit code for that; empty where all were
     */
    Optional<ExitCode> lookUp(Drop drop, String file, PrintWriter err) {
        boolean wasAll = runtime.lookUp(drop);
        List<String> stops = runtime.sending().stops();
        if (wasAll && stops.isEmpty()) {
            return Optional.empty();
        }
        err.println(DisplayText.printable(file)
                + ": not everybody could be looked up at the API: "
                + Logging.clean(stops.isEmpty() ? "it does not reply" : String.join("; ", stops)));
        return Optional.of(stops.isEmpty() ? ExitCode.UNFINISHED : ExitCode.NOT_PERMITTED);
    }

    /** Writes the plan where it is wanted. */
    void write(Drop drop) throws IOException {
        if (files != null) {
            files.write(runtime.ledger(), drop);
        }
    }

    /** {@return the plan for a terminal, and what sending the file would do where a guard holds it} */
    static List<String> lines(PlanSummary plan) {
        List<String> lines = new ArrayList<>(plan.lines());
        if (!plan.reasons().isEmpty()) {
            lines.add("send would hold it until a person approves it");
        }
        return lines.stream().map(Logging::clean).toList();
    }
}
