package invitations.ledger.operate;

import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.Drops;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Drops that wait for a person's word. A method throws {@link LedgerException} when the ledger cannot be read or written. Safe
 * for any number of threads.
 */
public final class Holds {
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

    /** {@return what holds the drop; that of a drop which no guard holds has no reasons and no hash} */
    public Hold of(Drop drop) {
        return database.read(statements -> read(statements, drop));
    }

    /**
     * Takes note that a person approves a drop that is held. One that a guard holds is to be planned again: it is sent if its
     * plan is still the one that was approved, and held again otherwise. One that waits for seats is sent.
     *
     * @param by who, and how
     * @param rule what the feed says now about approvals
     * @return the drop: to be received again, sending, or still held where more people must approve it
     * @throws OperatorRefusedException when it is not held, or the approval is for another plan
     */
    public Drop approve(Drop drop, Approval by, ApprovalRule rule) {
        Drop held = held(drop);
        if (held.code() != ReasonCode.HELD_BY_GUARD) {
            drops.release(held, "approved by " + by.name());
            return database.write(statements -> Drops.change(statements, held, "approved = 1"));
        }
        return database.write(statements -> {
            Hold hold = read(statements, held);
            refuseOther(held, hold, by);
            if (hold.heldAt().plus(rule.expires()).isBefore(clock.instant())) {
                note(statements, "APPROVAL_EXPIRED", held, by.name(), details(by, hold));
                statements.update("UPDATE drops SET hold_round = hold_round + 1 WHERE number = ?", held.number());
                return planAgain(statements, held);
            }
            approve(statements, held, hold, by);
            return read(statements, held).approvals() >= rule.people() ? planAgain(statements, held) : held;
        });
    }

    /**
     * Takes note that a person approves a drop right after it was planned, and lets it be sent when enough people have.
     *
     * @return the drop: sending, or still held
     */
    public Drop approveAtOnce(Drop drop, Approval by, ApprovalRule rule) {
        Drop held = held(drop);
        boolean isEnough = database.write(statements -> {
            Hold hold = read(statements, held);
            approve(statements, held, hold, by);
            return read(statements, held).approvals() >= rule.people();
        });
        return isEnough ? drops.release(held, by.way() + " by " + by.name()) : drops.now(held);
    }

    /**
     * Ends a drop that is held: nothing more of it is sent.
     *
     * @return the drop, whose report is to be written
     * @throws OperatorRefusedException when it is not held, or the file that says so is for another plan
     */
    public Drop discard(Drop drop, Approval by) {
        Drop held = held(drop);
        return database.write(statements -> {
            refuseOther(held, read(statements, held), by);
            note(statements, "DISCARDED", held, by.name(), Map.of("way", by.way()));
            statements.update(
                    RowTransition.STOPPED.update("code = ?, message = ?, at = ?, ask_at = NULL", "id IN {rows}"),
                    ReasonCode.DISCARDED.name(),
                    "the drop was held and then discarded by " + by.name() + ": drop the file again to send the row",
                    clock.millis(),
                    RowRange.of(held.number()));
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

    private Drop held(Drop drop) {
        Drop now = drops.now(drop);
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

    private void approve(Statements statements, Drop drop, Hold hold, Approval by) throws SQLException {
        String name =
                Normalizer.normalize(by.name(), Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        statements.update(
                "INSERT INTO approvals (drop_number, plan_hash, name, way, at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (drop_number, plan_hash, name) DO NOTHING",
                drop.number(),
                hold.planHash(),
                name,
                by.way(),
                clock.millis());
        note(statements, "APPROVED", drop, by.name(), details(by, hold));
    }

    private static Map<String, Object> details(Approval by, Hold hold) {
        return Map.of(
                "way",
                by.way(),
                "plan",
                String.valueOf(hold.planHash()),
                "guards",
                hold.reasons().stream().map(HoldReason::guard).toList());
    }

    /** The drop is to be received once more from its file in the work folder. Rows that were called before stay. */
    private static Drop planAgain(Statements statements, Drop drop) throws SQLException {
        boolean wasCalled = statements.isAny(
                "SELECT 1 FROM drop_rows WHERE id IN {rows} AND intents > 0 LIMIT 1", RowRange.of(drop.number()));
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

    private static Hold read(Statements statements, Drop drop) throws SQLException {
        Hold[] found = {Hold.NONE};
        statements.query(
                result -> found[0] = new Hold(
                        HoldReason.read(result.getString(1)),
                        result.getString(2),
                        Instant.ofEpochMilli(result.getLong(3)),
                        (int) result.getLong(4)),
                "SELECT held_for, plan_hash, held_at, (SELECT COUNT(*) FROM approvals a"
                        + " WHERE a.drop_number = d.number AND a.plan_hash = d.plan_hash)"
                        + " FROM drops d WHERE d.number = ?",
                drop.number());
        return found[0];
    }

    /** Drops that are held, and why: to be looked through by those who show them. */
    public List<Drop> all() {
        return drops.in(DropState.HELD);
    }
}
