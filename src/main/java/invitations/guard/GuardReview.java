package invitations.guard;

import invitations.feed.guard.ApprovalSettings;
import invitations.feed.guard.Guard;
import invitations.feed.guard.GuardSettings;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.plan.PlanFigures;
import invitations.ledger.plan.PlanFigures.PastDrop;
import invitations.ledger.plan.PlanFigures.RosterFigures;
import invitations.ledger.plan.PlanReview;
import invitations.ledger.plan.RosterComparison;
import invitations.settings.Threshold;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a plan where a guard of its feed says so. All guards that trip are named. Immutable.
 *
 * @param feed the feed's name
 * @param settings what the feed says
 * @param settingsHash a hash of all settings that say what becomes of the file
 * @param canary how many rows are sent alone and read back before the rest; 0 where none are
 * @param isDryRun whether nothing of the feed is sent
 * @param clock the time
 */
public record GuardReview(
        String feed, GuardSettings settings, String settingsHash, int canary, boolean isDryRun, Clock clock)
        implements PlanReview {
    private static final Logger LOG = LoggerFactory.getLogger(GuardReview.class);

    @Override
    public Instant dayBegan() {
        return LocalDate.ofInstant(clock.instant(), settings.zone())
                .atStartOfDay(settings.zone())
                .toInstant();
    }

    @Override
    public boolean isRoster() {
        return settings.isRoster();
    }

    @Override
    public int approvers() {
        return settings.approval().people();
    }

    @Override
    public List<HoldReason> review(PlanFigures figures) {
        List<HoldReason> tripped = tripped(figures);
        if (settings.approval().when() == ApprovalSettings.When.NEVER) {
            tripped.forEach(reason ->
                    LOG.warn("Feed {}: {}; it is sent, since the feed has approval=never", feed, reason.sentence()));
            return List.of();
        }
        if (settings.approval().when() == ApprovalSettings.When.ALWAYS) {
            tripped.add(new HoldReason(Guard.APPROVAL.label(), "the feed wants each file to be approved"));
        }
        return tripped;
    }

    /** {@return why guards would hold the plan, whatever the feed says about approvals} */
    public List<HoldReason> tripped(PlanFigures figures) {
        List<HoldReason> tripped = new ArrayList<>();
        check(tripped, Guard.INVALID, figures.invalid(), figures.rows(), GuardSentence.invalid(figures));
        check(tripped, Guard.INVITATIONS, figures.invitations(), 0, GuardSentence.invitations(figures));
        if (figures.invitations() > 0) {
            check(
                    tripped,
                    Guard.INVITATIONS_A_DAY,
                    figures.invitations() + figures.invitedToday(),
                    0,
                    GuardSentence.invitationsADay(figures, settings.zone()));
        }
        PastDrop last = figures.last();
        if (last != null && !figures.isCorrection()) {
            long more = figures.rows() - last.rows();
            check(tripped, Guard.GROWTH, more, last.rows(), GuardSentence.growth(figures.rows(), last));
            check(tripped, Guard.SHRINKAGE, -more, last.rows(), GuardSentence.shrinkage(figures.rows(), last));
            if (settings.isRoster()) {
                check(
                        tripped,
                        Guard.NEW_PEOPLE,
                        figures.invitations(),
                        figures.rows(),
                        GuardSentence.newPeople(figures));
            }
        }
        RosterFigures roster = figures.roster();
        check(tripped, Guard.LEAVERS, roster.leavers(), roster.lastPeople(), GuardSentence.leavers(roster));
        if (RosterComparison.BY_FILE.equals(roster.remaster())) {
            tripped.add(new HoldReason(Guard.REMASTER.label(), GuardSentence.REMASTER));
        }
        check(
                tripped,
                Guard.UNKNOWN_DOMAINS,
                figures.atUnknownDomains(),
                figures.withDomain(),
                GuardSentence.unknownDomains(figures));
        if (settings.isEmptyHeld() && figures.rows() == 0) {
            tripped.add(new HoldReason(Guard.EMPTY.label(), "the file has a header and no rows"));
        }
        if (settings.isUsualWatched() && !figures.isCorrection()) {
            new UsualDay(settings.zone(), clock.instant())
                    .unusual(figures)
                    .ifPresent(sentence -> tripped.add(new HoldReason(Guard.USUAL.label(), sentence)));
        }
        return tripped;
    }

    private void check(List<HoldReason> tripped, Guard guard, long number, long whole, String sentence) {
        Optional<Threshold> threshold = settings.threshold(guard);
        if (number > 0 && threshold.isPresent() && threshold.get().isReachedBy(number, whole)) {
            tripped.add(new HoldReason(
                    guard.label(),
                    sentence + "; the guard " + guard.label() + " holds from "
                            + threshold.get().words()));
        }
    }
}
