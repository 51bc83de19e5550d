package invitations.ledger.operate;

import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.Drops;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import java.time.Clock;
import java.util.Map;

/** Drops that wait for a person's word. Safe for any number of threads. */
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
            AuditTrail.note(statements, clock, "HELD", drop.id(), AuditTrail.account(), Map.of("code", reason.name()));
            return Drops.change(
                    statements,
                    drop,
                    "state = ?, code = ?, message = ?",
                    DropState.HELD.name(),
                    reason.name(),
                    message);
        });
    }

    /**
     * Lets a drop that is held be sent, whatever it was held for.
     *
     * @param who the account of the operator
     * @throws OperatorRefusedException when it is not held
     */
    public Drop approve(Drop drop, String who) {
        DropState state = drops.now(drop).state();
        if (state != DropState.HELD) {
            throw new OperatorRefusedException(
                    "drop " + drop.id() + " is " + state + ": only a drop that is held waits for it");
        }
        drops.release(drop, "approved by " + who);
        return database.write(statements -> Drops.change(statements, drop, "approved = 1"));
    }

    /** {@return whether a person approved the drop} */
    public boolean isApproved(Drop drop) {
        return database.read(statements -> DropQuery.find(statements, "number = ? AND approved = 1", drop.number())
                .isPresent());
    }
}
