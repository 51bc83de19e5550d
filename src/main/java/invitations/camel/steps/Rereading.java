package invitations.camel.steps;

import invitations.base.ExceptionCauses;
import invitations.intake.check.RowPlanner;
import invitations.intake.inbox.WorkFile;
import invitations.intake.read.RowReader;
import invitations.intake.unpack.UnpackWarnings;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.Comparison;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The bean {@code rereading}: reads a file whose content is known once more, as its feed wants it now, and compares it with
 * its drop. A file that is read otherwise is a drop of its own, so that no row is taken for another one; so is a sheet of a
 * workbook that leaves out other sheets than were warned of. Safe for any number of threads.
 */
public final class Rereading {
    private final Ledger ledger;
    private final PlanDropSteps planning;

    public Rereading(Ledger ledger, PlanDropSteps planning) {
        this.ledger = ledger;
        this.planning = planning;
    }

    /** Finds out whether the file is read otherwise than its drop was; it stays open. */
    public OpenedFile compare(OpenedFile opened) throws IOException {
        WorkFile arrival = opened.arrival();
        Optional<Drop> known = ledger.drops().find(arrival.feed(), opened.file().hash());
        if (arrival.refusal() != null || known.isEmpty() || known.get().plannedAt() == null) {
            return opened;
        }
        if (leavesOutMore(arrival, known.get())) {
            // Of these sheets nothing was said yet: its own reading warns of them, or is refused for them.
            return new OpenedFile(arrival, opened.file(), known.get());
        }
        try {
            return isSame(opened, known.get()) ? opened : new OpenedFile(arrival, opened.file(), known.get());
        } catch (IOException failure) {
            opened.file().close();
            throw failure;
        } catch (RuntimeException | Error failure) {
            RuntimeException reason = UnexpectedFailure.at(arrival, ReasonCode.UNREADABLE_FILE, failure);
            if (ExceptionCauses.find(reason, FileRefusedException.class).isPresent()) {
                // What cannot be read now is not read otherwise: if there is anything left to do, it is refused for
                // that.
                return opened;
            }
            opened.file().close();
            throw reason;
        }
    }

    /** The drops that are to be reported once more, since this one has taken their rows over. */
    public List<Drop> superseded(Drop drop) {
        return drop.reading() == 1
                ? List.of()
                : ledger.drops().readings().openBefore(drop).stream()
                        .filter(earlier -> !hasOpenRows(earlier))
                        .toList();
    }

    private boolean hasOpenRows(Drop drop) {
        return ledger.results().counts(drop).stream()
                .anyMatch(count -> !count.status().isFinal());
    }

    /** {@return whether the file is one sheet of a workbook whose other sheets no reading of this content was warned of} */
    private boolean leavesOutMore(WorkFile arrival, Drop known) {
        return UnpackWarnings.leftOut(arrival.file())
                .filter(mark -> !ledger.drops().readings().haveLeftOut(known, mark))
                .isPresent();
    }

    private boolean isSame(OpenedFile opened, Drop drop) throws IOException {
        PlanDropSteps.Source source = planning.open(opened.arrival(), opened.file(), drop);
        RowReader records = source.csv().records();
        RowPlanner planner = planning.planner(source, records);
        Comparison comparison = ledger.verification().comparison(drop);
        while (records.hasNext()) {
            source.time().check();
            if (!comparison.compare(planner.plan(records.next()))) {
                return false;
            }
        }
        return comparison.end(planner.header().cells(), records.input());
    }
}
