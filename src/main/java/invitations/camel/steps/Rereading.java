package invitations.camel.steps;

import invitations.base.ExceptionCauses;
import invitations.feed.FeedReader;
import invitations.feed.guard.GuardSettings;
import invitations.intake.check.RowPlanner;
import invitations.intake.inbox.RosterMark;
import invitations.intake.inbox.WorkFile;
import invitations.intake.read.RowReader;
import invitations.intake.unpack.UnpackWarnings;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.Comparison;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The bean {@code rereading}: reads a file whose content is known once more, as its feed wants it now, and compares it with
 * its drop. A file that is read otherwise is a drop of its own, so that no row is taken for another one; so is a sheet of a
 * workbook that leaves out other sheets than were warned of. Safe for any number of threads.
 */
public final class Rereading {
    private final Ledger ledger;
    private final PlanDropSteps planning;

    private final Supplier<FeedReader> feeds;
    private final Clock clock;

    /** @param feeds the settings of the feeds */
    public Rereading(Ledger ledger, PlanDropSteps planning, Supplier<FeedReader> feeds, Clock clock) {
        this.ledger = ledger;
        this.planning = planning;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** Finds out whether the file is read otherwise than its drop was; it stays open. */
    public OpenedFile compare(OpenedFile opened) throws IOException {
        WorkFile arrival = opened.arrival();
        Optional<Drop> known = ledger.drops().find(arrival.feed(), opened.file().hash());
        if (arrival.refusal() != null
                || known.isEmpty()
                || known.get().plannedAt() == null
                || ledger.drops().isUnsentDryRun(known.get())) {
            return opened;
        }
        if (leavesOutMore(arrival, known.get())) {
            // Of these sheets nothing was said yet: its own reading warns of them, or is refused for them.
            return new OpenedFile(arrival, opened.file(), known.get());
        }
        try {
            if (isSame(opened, known.get())) {
                if (!isNewRoster(arrival, known.get())) {
                    return opened;
                }
                RosterMark.REPEATED.put(arrival.file());
            }
            return new OpenedFile(arrival, opened.file(), known.get());
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

    /**
     * {@return whether the file is the list of another day, or followed another list of its feed, although the content is known: it
     * is compared with the last one then, and rows that failed are tried again}
     */
    private boolean isNewRoster(WorkFile arrival, Drop known) {
        GuardSettings settings = feeds.get().named(arrival.feed()).guards();
        Instant dayBegan = LocalDate.ofInstant(clock.instant(), settings.zone())
                .atStartOfDay(settings.zone())
                .toInstant();
        return settings.isRoster()
                && !known.work().equals(arrival.work())
                && ledger.rosters().isOver(known, dayBegan);
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
