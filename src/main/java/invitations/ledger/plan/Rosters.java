package invitations.ledger.plan;

import invitations.ledger.drop.Drop;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of rosters beside their rows. A method throws {@link LedgerException} when the ledger cannot be read or written.
 * Safe for any number of threads.
 */
public final class Rosters {
    private final Database database;
    private final Clock clock;

    public Rosters(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * {@return whether the same content, when it comes once more, is the list of another night: since the drop is of an earlier day,
     * or another list of its feed was reported after it}
     *
     * @param dayBegan when the day of the feed began
     */
    public boolean isOver(Drop drop, Instant dayBegan) {
        return database.read(statements -> statements.isAny(
                "SELECT 1 FROM drops d WHERE d.number = ? AND d.state = 'REPORTED' AND d.is_roster = 1"
                        + " AND (d.received_at < ? OR EXISTS (SELECT 1 FROM drops o WHERE o.feed = d.feed"
                        + " AND o.number > d.number AND o.state = 'REPORTED' AND o.is_roster = 1"
                        + " AND o.sending_at IS NOT NULL AND o.code IS NULL))",
                drop.number(),
                dayBegan.toEpochMilli()));
    }

    /**
     * Remembers how a drop came, before it is planned.
     *
     * @param isRepeated whether its content is that of an earlier roster, which counts as it is
     * @param remaster who asks to ignore what the feed did before: {@code file} or {@code operator}; null for nobody
     */
    public void note(Drop drop, boolean isRepeated, @Nullable String remaster) {
        database.write(statements -> {
            if (isRepeated) {
                statements.update("UPDATE drops SET repeats = 1 WHERE number = ?", drop.number());
            }
            if (remaster != null
                    && statements.update(
                                    "UPDATE drops SET remaster = ? WHERE number = ? AND remaster IS NULL",
                                    remaster,
                                    drop.number())
                            > 0) {
                AuditTrail.note(
                        statements,
                        clock,
                        "REMASTER",
                        drop.id(),
                        AuditTrail.account(),
                        new TreeMap<>(Map.of("by", remaster)));
            }
            return drop;
        });
    }
}
