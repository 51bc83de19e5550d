package invitations.cli.work;

import invitations.camel.InvitationRuntime;
import invitations.cli.console.Logging;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.report.PlanSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
