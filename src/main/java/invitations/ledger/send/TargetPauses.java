package invitations.ledger.send;

import invitations.ledger.drop.DropQuery;
import invitations.ledger.store.Database;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Which targets are not called now, for those who look on from outside. A method throws {@link LedgerException} when
 * the ledger cannot be read or written. Safe for any number of threads.
 */
public final class TargetPauses {
    private final Database database;
    private final Clock clock;

    public TargetPauses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A target that is not called now.
     *
     * @param name the target, or an operation of it for one platform
     * @param until when its pause ends; null when it is stopped
     * @param reason why, in words
     */
    public record Wait(String name, @Nullable Instant until, String reason) {}

    /** Notes a pause; does not wait for the disk. */
    public void paused(String name, Duration wait, String reason) {
        note(name, clock.millis() + wait.toMillis(), reason);
    }

    /** Notes a stop; does not wait for the disk. */
    public void stopped(String name, String reason) {
        note(name, null, reason);
    }

    /** Forgets the pause; does not wait for the disk. */
    public void opened(String name) {
        Future<?> unused =
                database.submit(statements -> statements.update("DELETE FROM waits WHERE name = ?", name), false);
    }

    /** Forgets all of them: what was true of an earlier start, or was put right, says nothing. */
    public void clear() {
        database.write(statements -> statements.update("DELETE FROM waits"));
    }

    /** Those of now. */
    public List<Wait> now() {
        return database.read(statements -> {
            List<Wait> waits = new ArrayList<>();
            statements.query(
                    result -> waits.add(
                            new Wait(result.getString(1), DropQuery.instant(result, "until_at"), result.getString(3))),
                    "SELECT name, until_at, reason FROM waits" + FullScanGuard.WANTED
                            + "WHERE until_at IS NULL OR until_at > ? ORDER BY name",
                    clock.millis());
            return waits;
        });
    }

    private void note(String name, @Nullable Long until, String reason) {
        Future<?> unused = database.submit(statements -> note(statements, name, until, reason), false);
    }

    private static int note(Statements statements, String name, @Nullable Long until, String reason)
            throws SQLException {
        return statements.update(
                "INSERT INTO waits (name, until_at, reason) VALUES (?, ?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET until_at = excluded.until_at, reason = excluded.reason",
                name,
                until,
                reason);
    }
}
