package invitations.ledger.drop;

import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.status.RowTransition;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import invitations.settings.SecretMask;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The drops of the ledger. A method throws {@link LedgerException} when the ledger cannot be read or written. Safe
 * for any number of threads.
 */
public final class Drops {
    private final Database database;
    private final Clock clock;
    private final DropReceiver receptions;

    public Drops(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.receptions = new DropReceiver(clock);
    }

    /**
     * Takes note of a file that arrived.
     *
     * @param content the SHA-256 of its content, in hex: with the feed, what a drop is known by
     * @param work where the file is, relative to the work folder
     */
    public ReceiveResult receive(String feed, String content, String fileName, String work, long bytes) {
        return receive(feed, content, fileName, work, bytes, null);
    }

    /**
     * The same, where the file may be read in another way now than it was.
     *
     * @param readOtherwise the drop of that content as which the file is not read any more; null where it is
     */
    public ReceiveResult receive(
            String feed, String content, String fileName, String work, long bytes, @Nullable Drop readOtherwise) {
        return database.write(statements ->
                receptions.receive(statements, new ArrivingFile(feed, content, fileName, work, bytes), readOtherwise));
    }

    /** {@return whether the drop was a dry run, and no call was ever made for it: its file is to be read as if it came first} */
    public boolean isUnsentDryRun(Drop drop) {
        return database.read(statements -> DryRuns.isUnsent(statements, drop));
    }

    /** As what rows were read, so that they can be compared with what a file says now. */
    public Readings readings() {
        return new Readings(database);
    }

    /** {@return what becomes of rows that ask for the same as others of their file} */
    public DuplicateTurns duplicateTurns() {
        return new DuplicateTurns(database);
    }

    /** The other names by which the drop's content came, the earliest first. */
    public List<String> otherNames(Drop drop) {
        return database.read(statements -> DropNames.of(statements, drop.number()));
    }

    /** Remembers why the file is refused as a whole; nothing of it will be sent, and nothing is kept of its rows. */
    public Drop refuse(Drop drop, FileRefusedException reason) {
        String message = SecretMask.mask(reason.reason());
        return database.write(statements -> {
            if (drop.plannedAt() == null) {
                statements.update("DELETE FROM drop_rows WHERE id IN {rows}", RowRange.of(drop.number()));
            } else {
                // What was called before stays; what was planned again goes back.
                statements.update(
                        RowTransition.FILE_REFUSED.update("code = ?, message = ?", "id IN {rows}"),
                        reason.code().name(),
                        message,
                        RowRange.of(drop.number()));
                DuplicateTurns.end(statements, drop.number(), clock.millis());
            }
            note(statements, "REFUSED", drop, Map.of("code", reason.code().name()));
            return change(
                    statements,
                    drop,
                    "state = ?, code = ?, line = ?, message = ?, finished_at = ?, edition = edition + 1",
                    DropState.REFUSED.name(),
                    reason.code().name(),
                    reason.line(),
                    message,
                    clock.millis());
        });
    }

    /**
     * Lets the rows of the drop be sent.
     *
     * @param how who let them, such as {@code --yes}, for the audit trail
     */
    public Drop release(Drop drop, String how) {
        return database.write(statements -> release(statements, drop, how));
    }

    /** The same as part of a transaction. */
    public Drop release(Statements statements, Drop drop, String how) throws SQLException {
        note(statements, "RELEASED", drop, Map.of("how", how, "rows", counts(statements, drop)));
        PrecheckStart.begin(statements, drop.number());
        return change(
                statements,
                drop,
                "held_for = CASE WHEN code = 'HELD_BY_GUARD' THEN held_for END, state = ?, sending_at = ?, code = NULL,"
                        + " message = NULL",
                DropState.SENDING.name(),
                clock.millis());
    }

    /**
     * Remembers that no row is open any more; the report is made of what is there from now on. Once said, the time stays
     * until the drop is reopened, so that a report written again is the same.
     */
    public Drop finish(Drop drop) {
        return database.write(statements -> {
            if (drop.code() != ReasonCode.DRY_RUN) {
                Prerequisites.warn(statements, drop.number());
                DuplicateTurns.end(statements, drop.number(), clock.millis());
                KnownInvitations.note(statements, drop.number());
                FeedDomains.note(statements, drop);
            }
            return change(
                    statements,
                    drop,
                    "edition = edition + CASE WHEN finished_at IS NULL THEN 1 ELSE 0 END,"
                            + " finished_at = COALESCE(finished_at, ?)",
                    clock.millis());
        });
    }

    /** Remembers that the report and the file are where they belong; not where rows were put back meanwhile. */
    public Drop reported(Drop drop) {
        return database.write(statements -> {
            Drop now = DropQuery.get(statements, drop.number());
            if (now.finishedAt() == null) {
                return now;
            }
            note(statements, "REPORTED", drop, Map.of("rows", counts(statements, drop)));
            return change(statements, drop, "state = ?", DropState.REPORTED.name());
        });
    }

    /** {@return whether a call was made, or is about to be, for a row of the drop since it was planned last} */
    public boolean hasBegun(Drop drop) {
        return database.read(statements -> Withdrawal.hasBegun(statements, drop));
    }

    /**
     * Takes a drop back whose file is being written still, before anything of it is sent: as if the file had not come. Where
     * some of it was sent earlier, it stays, and what was not sent is unprocessed.
     *
     * @return whether it is gone
     */
    public boolean withdraw(Drop drop) {
        return database.write(statements -> Withdrawal.of(statements, clock, drop));
    }

    /** The drop as it is now; one that was withdrawn is still to be received. */
    public Drop now(Drop drop) {
        return find(drop.id()).orElseGet(drop::withdrawn);
    }

    /** The drop of that id. */
    public Optional<Drop> find(String id) {
        return database.read(statements -> DropQuery.find(statements, "id = ?", id));
    }

    /** The one drop whose id begins so; empty when there is none, or more than one. */
    public Optional<Drop> beginningWith(String id) {
        List<Drop> found = database.read(
                statements -> DropQuery.list(statements, " WHERE id >= ? AND id < ?", id, id + Character.MAX_VALUE));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The drop of that content in that feed; of several readings the newest. */
    public Optional<Drop> find(String feed, String content) {
        return database.read(statements -> DropQuery.latest(statements, feed, content));
    }

    /** All drops, the oldest first. */
    public List<Drop> all() {
        return database.read(DropQuery::all);
    }

    /** The drops whose work is not done, the oldest first. */
    public List<Drop> open() {
        return in(DropState.RECEIVED, DropState.SENDING);
    }

    /** The drops in one of the states, the oldest first. */
    public List<Drop> in(DropState... states) {
        return database.read(statements -> DropQuery.in(statements, states));
    }

    /** {@return when the last file of the feed came; dead letters that came back are none} */
    public Optional<Instant> lastFileAt(String feed) {
        return database.read(statements -> {
            long last = statements.number(
                    "SELECT COALESCE(MAX(received_at), 0) FROM drops WHERE feed = ? AND is_correction = 0", feed);
            return last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
        });
    }

    /** {@return whether a drop, open or not, came by that file of the work folder} */
    public boolean isKnown(String work) {
        return database.read(statements -> statements.isAny("SELECT 1 FROM drops WHERE work = ?", work));
    }

    private void note(Statements statements, String event, Drop drop, Map<String, ?> details) throws SQLException {
        AuditTrail.note(statements, clock, event, drop.id(), AuditTrail.account(), new TreeMap<>(details));
    }

    private static Map<String, Long> counts(Statements statements, Drop drop) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        statements.query(
                result -> counts.put(result.getString(1), result.getLong(2)),
                "SELECT status, COUNT(*) FROM drop_rows WHERE id IN {rows} GROUP BY status",
                RowRange.of(drop.number()));
        return counts;
    }

    public static Drop change(Statements statements, Drop drop, String assignments, @Nullable Object... values)
            throws SQLException {
        @Nullable Object[] parameters = new @Nullable Object[values.length + 1];
        System.arraycopy(values, 0, parameters, 0, values.length);
        parameters[values.length] = drop.number();
        statements.update("UPDATE drops SET " + assignments + " WHERE number = ?", parameters);
        return DropQuery.get(statements, drop.number());
    }
}
