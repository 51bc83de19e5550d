package invitations.ledger.operate;

import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Canaries;
import invitations.ledger.drop.Claims;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.Drops;
import invitations.ledger.drop.DuplicateTurns;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.status.RowTransition;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Drops that wait for a person's word. A method throws {@link LedgerException} when the ledger cannot be read or written. Safe
 * for any number of threads.
 */
public final class Holds {
    private static final String TOO_LATE = "it was approved when the time for that had ended";

    private final Database database;
    private final Clock clock;
    private final Drops drops;

    public Holds(Database database, Clock clock, Drops drops) {
        this.database = database;
        this.clock = clock;
        this.drops = drops;
    }

    /** Lets nothing more of the drop be sent until a person approves it. */
    public Drop hold(Drop drop, ReasonCode reason, String message) {
        return database.write(statements -> {
            note(statements, "HELD", drop, AuditTrail.account(), Map.of("code", reason.name()));
            return Drops.change(
                    statements,
                    drop,
                    "state = ?, code = ?, message = ?, held_at = ?",
                    DropState.HELD.name(),
                    reason.name(),
                    message,
                    clock.millis());
        });
    }

    /** {@return what holds the drop} */
    public Hold of(Drop drop) {
        return database.read(statements -> HoldQuery.of(statements, drop));
    }

    /**
     * Takes note that a person approves a drop that is held. One that a guard holds is to be planned again: it is sent if its
     * plan is still the one that was approved, and held again otherwise. One that waits for something else is sent.
     *
     * @param by who, and how
     * @param rule what the feed says now about approvals
     * @return what became of it: the drop is to be received again, sending, or still held
     * @throws OperatorRefusedException when it is not held, or the approval is for another plan
     */
    public ApprovalResult approve(Drop drop, Approval by, ApprovalRule rule) {
        return decide(statements -> {
            Drop held = held(statements, drop);
            Hold hold = HoldQuery.of(statements, held);
            refuseOther(held, hold, by);
            boolean isByGuard = held.code() == ReasonCode.HELD_BY_GUARD;
            if (hold.heldAt().plus(rule.expires()).isBefore(clock.instant())) {
                note(statements, "APPROVAL_EXPIRED", held, by.name(), details(by, hold));
                statements.update(
                        "UPDATE drops SET hold_round = hold_round + 1, held_again = ? WHERE number = ?",
                        TOO_LATE,
                        held.number());
                Drop again = isByGuard
                        ? planAgain(statements, held)
                        : drops.release(statements, held, "to be looked at again: approved too late");
                return new ApprovalResult(again, ApprovalResult.Kind.EXPIRED);
            }
            boolean isNew = approve(statements, held, hold, by);
            if (HoldQuery.of(statements, held).approvals() < rule.people()) {
                return new ApprovalResult(
                        held, isNew ? ApprovalResult.Kind.ANOTHER_NEEDED : ApprovalResult.Kind.SAME_PERSON);
            }
            Drop approved =
                    isByGuard ? planAgain(statements, held) : release(statements, held, "approved by " + by.name());
            return new ApprovalResult(approved, ApprovalResult.Kind.APPROVED);
        });
    }

    /**
     * Takes note that a person approves a drop right after it was planned, and lets it be sent when enough people have.
     *
     * @return the drop: sending, or still held
     */
    public Drop approveAtOnce(Drop drop, Approval by, ApprovalRule rule) {
        return decide(statements -> {
            Drop held = held(statements, drop);
            approve(statements, held, HoldQuery.of(statements, held), by);
            return HoldQuery.of(statements, held).approvals() >= rule.people()
                    ? release(statements, held, by.way() + " by " + by.name())
                    : held;
        });
    }

    private Drop release(Statements statements, Drop drop, String how) throws SQLException {
        if (drop.code() == ReasonCode.CANARY_FAILED) {
            Canaries.seen(statements, drop, clock.millis());
        }
        return Drops.change(statements, drops.release(statements, drop, how), "approved = 1, held_again = NULL");
    }

    /**
     * Ends a drop that is held: nothing more of it is sent.
     *
     * @return the drop, whose report is to be written
     * @throws OperatorRefusedException when it is not held, or the file that says so is for another plan
     */
    public Drop discard(Drop drop, Approval by) {
        return decide(statements -> {
            Drop held = held(statements, drop);
            refuseOther(held, HoldQuery.of(statements, held), by);
            note(statements, "DISCARDED", held, by.name(), Map.of("way", by.way()));
            statements.update(
                    RowTransition.STOPPED.update("code = ?, message = ?, at = ?, ask_at = NULL", "id IN {rows}"),
                    ReasonCode.DISCARDED.name(),
                    "the drop was held and then discarded by " + by.name() + ": drop the file again to send the row",
                    clock.millis(),
                    RowRange.of(held.number()));
            Claims.releaseUnprocessed(statements, held);
            // Else one that repeats a refused row would have its turn.
            DuplicateTurns.end(statements, held.number(), clock.millis());
            return Drops.change(
                    statements,
                    held,
                    "state = ?, code = ?, message = ?, sending_at = COALESCE(sending_at, ?), held_for = NULL",
                    DropState.SENDING.name(),
                    ReasonCode.DISCARDED.name(),
                    "discarded by " + by.name(),
                    clock.millis());
        });
    }

    /** {@return whether a person approved the drop} */
    public boolean isApproved(Drop drop) {
        return database.read(statements -> DropQuery.find(statements, "number = ? AND approved = 1", drop.number())
                .isPresent());
    }

    /**
     * Writes a decision. Whatever is thrown in a write ends the ledger, so that what is wrong with a decision is its result
     * there. It is found before anything is written.
     */
    private <T> T decide(Statements.Work<T> work) {
        Decided<T> decided = database.write(statements -> {
            try {
                return new Decided<>(work.on(statements), null);
            } catch (OperatorRefusedException refused) {
                return new Decided<>(null, refused);
            }
        });
        if (decided.refused() != null) {
            throw decided.refused();
        }
        return Objects.requireNonNull(decided.result());
    }

    private record Decided<T>(@Nullable T result, @Nullable OperatorRefusedException refused) {}

    private static Drop held(Statements statements, Drop drop) throws SQLException {
        Drop now = DropQuery.find(statements, "number = ?", drop.number())
                .orElseThrow(() -> new OperatorRefusedException("drop " + drop.id() + " is not there any more"));
        if (now.state() != DropState.HELD) {
            throw new OperatorRefusedException(
                    "drop " + drop.id() + " is " + now.state() + ": only a drop that is held waits for it");
        }
        return now;
    }

    private static void refuseOther(Drop drop, Hold hold, Approval by) {
        if (by.planHash() != null && !by.planHash().equals(hold.planHash())) {
            throw new OperatorRefusedException(
                    "drop " + drop.id() + ": '" + by.planHash() + "' is not the plan that is held now, which is "
                            + hold.planHash() + "; look at its plan.csv again");
        }
    }

    /** {@return whether that person had not approved it before} */
    private boolean approve(Statements statements, Drop drop, Hold hold, Approval by) throws SQLException {
        String name = Normalizer.normalize(by.name(), Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
        int isNew = statements.update(
                "INSERT INTO approvals (drop_number, plan_hash, name, way, at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (drop_number, plan_hash, name) DO NOTHING",
                drop.number(),
                hold.planHash(),
                name,
                by.way(),
                clock.millis());
        note(statements, "APPROVED", drop, by.name(), details(by, hold));
        return isNew > 0;
    }

    private static Map<String, Object> details(Approval by, Hold hold) {
        return Map.of(
                "way",
                by.way(),
                "plan",
                hold.planHash(),
                "guards",
                hold.reasons().stream().map(HoldReason::guard).toList());
    }

    /** The drop is to be received once more from its file in the work folder. Rows that were called before stay. */
    private static Drop planAgain(Statements statements, Drop drop) throws SQLException {
        boolean wasCalled = DropQuery.wasCalled(statements, drop);
        return Drops.change(
                statements,
                drop,
                "state = ?, code = NULL, message = NULL" + (wasCalled ? "" : ", planned_at = NULL"),
                DropState.RECEIVED.name());
    }

    private void note(Statements statements, String event, Drop drop, String who, Map<String, ?> details)
            throws SQLException {
        AuditTrail.note(statements, clock, event, drop.id(), who, new TreeMap<>(details));
    }

    /** {@return whether a person has approved the drop with that hash before} */
    public boolean isApproved(Drop drop, String planHash) {
        return database.read(statements -> statements.isAny(
                "SELECT 1 FROM approvals WHERE drop_number = ? AND plan_hash = ?", drop.number(), planHash));
    }
}
