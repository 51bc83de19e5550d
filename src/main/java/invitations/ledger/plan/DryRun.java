package invitations.ledger.plan;

import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Claims;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.status.RowTransition;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Ends a plan of which nothing is sent. It does so in the transaction that ends the plan, so that no row of a dry run ever waits
 * for a call. The ledger keeps no claim of it, and later drops are not compared with it.
 */
final class DryRun {
    private static final String MESSAGE = "dry run: would have been invited";

    private DryRun() {}

    static void settle(Statements statements, Clock clock, Drop drop, List<HoldReason> reasons) throws SQLException {
        RowRange rows = RowRange.of(drop.number());
        statements.update(
                RowTransition.STOPPED.update("code = ?, message = ?, at = ?, ask_at = NULL", "id IN {rows}"),
                ReasonCode.DRY_RUN.name(),
                MESSAGE,
                clock.millis(),
                rows);
        Claims.releaseUnprocessed(statements, drop);
        String sentence = reasons.stream().map(HoldReason::sentence).collect(Collectors.joining("; "));
        statements.update(
                "UPDATE drops SET code = ?, message = ?, invitations = NULL, new_domains = NULL, held_for = NULL,"
                        + " plan_hash = NULL, held_at = NULL, approved = 0, canary = 0 WHERE number = ?",
                ReasonCode.DRY_RUN.name(),
                sentence.isEmpty() ? null : "guards would hold it: " + sentence,
                drop.number());
        AuditTrail.note(
                statements,
                clock,
                "DRY_RUN",
                drop.id(),
                AuditTrail.account(),
                new TreeMap<>(
                        Map.of("guards", reasons.stream().map(HoldReason::guard).toList())));
    }
}
