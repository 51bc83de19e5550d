package invitations.camel.steps;

import invitations.home.HomeFolder;
import invitations.intake.inbox.Quarantine;
import invitations.intake.inbox.WorkFolder;
import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.report.Reports;
import invitations.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code reporting}: ends a drop. Each step may be done again after a crash. Safe for any number of threads. */
public final class ReportDropSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ReportDropSteps.class);

    private final HomeFolder home;
    private final Ledger ledger;
    private final Reports reports;
    private final TakenFileCheck taken;

    public ReportDropSteps(HomeFolder home, Ledger ledger, Reports reports) {
        this.home = home;
        this.ledger = ledger;
        this.reports = reports;
        this.taken = new TakenFileCheck(home, ledger);
    }

    /** Notes in the ledger that no row is open any more: all that follows is a view of it. */
    public Drop finish(Drop drop) {
        return ledger.drops().finish(drop);
    }

    /** Writes the report and the dead-letter file. */
    public void write(Drop drop) {
        reports.write(drop);
    }

    /** Lets the report of a drop that has ended say by which other names its content came. */
    public void writeNames(Drop drop) {
        reports.writeNames(drop);
    }

    /** Moves the dropped file to its report. */
    public void archive(Drop drop) throws IOException {
        Path file = home.work().resolve(drop.work());
        taken.release(file, drop.content());
        reports.archive(drop, file);
        new WorkFolder(home).tidy(file);
    }

    /** Notes in the ledger that everything is where it belongs; a refused drop stays refused. */
    public Drop close(Drop drop) {
        Drop closed = drop.state() == DropState.REFUSED ? drop : ledger.drops().reported(drop);
        if (!closed.hasEnded()) {
            LOG.info("Drop {} goes on: rows were put back while it was reported", drop.id());
            return closed;
        }
        LOG.info(
                "Drop {} ({}) of feed {} has ended: {} Report: {}",
                drop.id(),
                Quarantine.logged(drop.fileName()),
                drop.feed(),
                Summary.of(ledger, closed).sentence(),
                reports.folder(closed));
        return closed;
    }
}
