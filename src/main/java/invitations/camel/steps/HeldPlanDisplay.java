package invitations.camel.steps;

import invitations.guard.PlanDisplay;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.report.PlanCsv;
import invitations.report.PlanSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Shows the plan of a drop that is held as {@code check} shows that of a file. Safe for any number of threads. */
public final class HeldPlanDisplay implements PlanDisplay {
    private final Ledger ledger;

    public HeldPlanDisplay(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void write(Drop drop, Path folder) throws IOException {
        PlanCsv.write(ledger, drop, folder);
    }

    @Override
    public List<String> lines(Drop drop, List<HoldReason> reasons) {
        // Why it is held stands above them already.
        return PlanSummary.of(ledger, ledger, drop, reasons).lines().stream()
                .filter(line -> reasons.stream().noneMatch(reason -> line.startsWith("guard " + reason.guard() + ": ")))
                .toList();
    }
}
