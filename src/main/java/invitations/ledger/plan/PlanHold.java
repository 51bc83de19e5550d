package invitations.ledger.plan;

import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Canaries;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a drop, in the transaction that ends its plan, where the review of the plan says so and nobody has approved this very
 * plan. So a crash leaves no drop that may be sent unseen.
 */
final class PlanHold {
    /** Columns that dead letters have, and neither reports nor plans all of them. */
    private static final List<String> OF_DEAD_LETTERS = List.of("_code", "_message", "_suggestion");

    private PlanHold() {}

    /** What became of a plan that was reviewed. */
    enum Result {
        /** Nothing holds it. */
        FREE,
        /** A guard holds it. */
        HELD,
        /** A guard would hold it, and enough people have approved this very plan. */
        APPROVED,
        /** Nothing of it is sent: its feed is in a dry run. */
        DRY_RUN
    }

    /** {@return whether a file with that header is dead letters that came back} */
    static boolean isCorrection(List<String> header) {
        return header.containsAll(OF_DEAD_LETTERS);
    }

    /** {@return what becomes of the drop} */
    static Result settle(
            Statements statements, Clock clock, Drop drop, List<String> header, long rows, PlanReview review)
            throws SQLException {
        Instant now = clock.instant();
        boolean isCorrection = isCorrection(header);
        FeedHistory history =
                new FeedHistory(statements, drop, review.isRoster(), RosterComparison.remaster(statements, drop));
        PlanFigures figures = FigureQuery.of(
                statements,
                drop,
                history,
                RosterComparison.settle(statements, drop, history, rows, isCorrection),
                rows,
                isCorrection,
                review.dayBegan(),
                now);
        List<HoldReason> reasons = review.review(figures);
        if (review.isDryRun()) {
            DryRun.settle(statements, clock, drop, reasons);
            return Result.DRY_RUN;
        }
        Canaries.planned(statements, drop, review.canary());
        long round = statements.number("SELECT hold_round FROM drops WHERE number = ?", drop.number());
        PlanHash plan = reasons.isEmpty() ? null : PlanHash.of(statements, drop, review.settingsHash(), round, reasons);
        String hash = plan == null ? null : plan.text();
        boolean isApproved = hash != null
                && statements.number(
                                "SELECT COUNT(*) FROM approvals WHERE drop_number = ? AND plan_hash = ?",
                                drop.number(),
                                hash)
                        >= review.approvers();
        boolean isHeld = hash != null && !isApproved;
        String again = plan != null && isHeld ? again(statements, drop, plan) : null;
        String sentence = reasons.stream().map(HoldReason::sentence).collect(Collectors.joining("; "));
        statements.update(
                "UPDATE drops SET invitations = ?, new_domains = ?, is_correction = ?, approved = ?, held_for = ?,"
                        + " plan_hash = ?, plan_parts = ?, held_at = ?, held_again = ?, code = ?, message = ? WHERE number = ?",
                figures.invitations(),
                figures.newDomains(),
                isCorrection ? 1 : 0,
                isApproved ? 1 : 0,
                hash == null ? null : HoldReason.written(reasons),
                hash,
                plan == null ? null : plan.parts(),
                isHeld ? now.toEpochMilli() : null,
                again,
                isHeld ? ReasonCode.HELD_BY_GUARD.name() : null,
                isHeld ? sentence : null,
                drop.number());
        if (hash != null) {
            AuditTrail.note(
                    statements,
                    clock,
                    isHeld ? "HELD" : "APPROVED_PLAN",
                    drop.id(),
                    AuditTrail.account(),
                    new TreeMap<>(Map.of(
                            "code",
                            ReasonCode.HELD_BY_GUARD.name(),
                            "guards",
                            reasons.stream().map(HoldReason::guard).toList(),
                            "plan",
                            hash)));
        }
        return isHeld ? Result.HELD : isApproved ? Result.APPROVED : Result.FREE;
    }

    /** {@return what has changed since a plan of the drop was approved, or why an approval did not count; null where none was} */
    private static @Nullable String again(Statements statements, Drop drop, PlanHash plan) throws SQLException {
        @Nullable String[] before = {null, null};
        statements.query(
                result -> {
                    before[0] = result.getString(1);
                    before[1] = result.getString(2);
                },
                "SELECT plan_parts, held_again FROM drops WHERE number = ?",
                drop.number());
        String changes = plan.changes(before[0]);
        boolean isFirst = statements.number("SELECT hold_round FROM drops WHERE number = ?", drop.number()) == 1
                && statements.number("SELECT COUNT(*) FROM approvals WHERE drop_number = ?", drop.number()) == 0;
        return isFirst ? null : changes.isEmpty() ? before[1] : changes;
    }
}
