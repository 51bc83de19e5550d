package invitations.ledger.send;

import invitations.invitation.OpenRow;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Claims;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.Lookups;
import invitations.ledger.drop.Prerequisites;
import invitations.ledger.drop.SettleClock;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.LedgerProgress;
import invitations.ledger.store.OwnershipLostException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The intents: what is about to be sent, made durable before the first byte of the request leaves. With the intent a
 * row claims its keys, so that no two rows ever ask for the same person at once. A method throws {@link LedgerException}
 * when the ledger cannot be read or written. Safe for any number of threads.
 */
public final class Intents {
    private static final String INTEND = RowTransition.INTENDED.update(
            "call = ?, attempts = attempts + 1, intents = intents + 1,"
                    + " intended_at = COALESCE(intended_at, ?), absences = 0, looked_up = NULL, at = ?",
            "id IN ({ids})");

    private static final String WITH_ENDED_OWNER =
            """
            SELECT DISTINCT r.id FROM drop_rows r JOIN claims c ON c.key IN (r.key1, r.key2)
            JOIN drop_rows o ON o.id = c.row
            WHERE r.id IN {rows} AND %s AND c.row <> r.id AND %s"""
                    .formatted(
                            StatusSql.in("r", RowStatus.SENDABLE),
                            StatusSql.in("o", RowStatus.with(RowStatus.HAS_INVITATION, RowStatus.NEEDS_REVIEW)));

    private final Database database;
    private final Clock clock;
    private final SettleClock settleClock;
    private final @Nullable LedgerProgress progress;
    private final AtomicLong sentBack = new AtomicLong();

    /** @param progress null where none are made */
    public Intents(Database database, Clock clock, SettleClock settleClock, @Nullable LedgerProgress progress) {
        this.database = database;
        this.clock = clock;
        this.settleClock = settleClock;
        this.progress = progress;
    }

    /**
     * Asks for the rows of a call.
     *
     * @param call the call's random id
     * @return done when the intent is durable, with the rows that may be sent now. The others are not open any more, or
     *     met the claim of another row: they ended as ALREADY_INVITED or NEEDS_REVIEW with it, or wait for it. What hangs
     *     on it must not wait for the ledger.
     */
    public CompletableFuture<List<OpenRow>> ask(String call, List<OpenRow> rows) {
        return ask(call, rows, Lookups.FRESH);
    }

    /**
     * The same, with another age that a look-up may have. Rows that must be looked up before they are sent, and were not
     * within that time, are {@code UNCHECKED} afterwards.
     */
    public CompletableFuture<List<OpenRow>> ask(String call, List<OpenRow> rows, Duration freshFor) {
        LedgerProgress following = Objects.requireNonNull(progress, "this ledger was not opened for work");
        return database.submit(
                        statements -> {
                            List<OpenRow> granted =
                                    ask(statements, call, rows, settleClock.now() - freshFor.toMillis());
                            Lookups.intended(statements, ids(granted));
                            following.intended(statements, granted.size());
                            return granted;
                        },
                        true)
                .thenApply(granted -> {
                    // By the writer's thread, before anybody may act on the intent.
                    following.committed();
                    return granted;
                });
    }

    /**
     * Looks whether the ledger is still this instance's. An intent may wait for its caller: right before its request leaves,
     * another instance may have taken the home over, and may be asking about the row already.
     *
     * @throws OwnershipLostException when it is not
     */
    public void checkOwnership() {
        database.checkOwnership();
    }

    /**
     * Ends the open rows of the drop whose person another row speaks for that has ended meanwhile, or whose first step has
     * failed.
     *
     * @return how many
     */
    public int giveWay(Drop drop) {
        return database.write(statements -> {
            int ended = Prerequisites.giveUp(statements, drop.number(), clock.millis());
            if (ended > 0) {
                Claims.releaseUnprocessed(statements, drop);
            }
            List<Long> rows = new ArrayList<>();
            statements.query(result -> rows.add(result.getLong(1)), WITH_ENDED_OWNER, RowRange.of(drop.number()));
            for (long row : rows) {
                Optional<Claims.Owner> owner = Claims.otherOwner(statements, row);
                if (owner.isPresent()) {
                    ended += giveWay(statements, row, owner.get(), clock.millis());
                }
            }
            return ended;
        });
    }

    /** {@return how many rows were to be sent, by this start, and are looked up first} */
    public long sentBack() {
        return sentBack.get();
    }

    private List<OpenRow> ask(Statements statements, String call, List<OpenRow> rows, long since) throws SQLException {
        long now = clock.millis();
        int notLookedUp = Lookups.sendBack(statements, ids(rows), since);
        sentBack.addAndGet(notLookedUp);
        if (notLookedUp == 0 && Claims.take(statements, rows)) {
            statements.updateAll(INTEND, ids(rows), call, now, now);
            return rows;
        }
        List<OpenRow> granted = new ArrayList<>(rows.size());
        for (OpenRow row : rows) {
            // Once more, since a row before it in this very call may have given way, and its keys with it.
            Claims.take(statements, List.of(row));
            Optional<Claims.Owner> owner = Claims.otherOwner(statements, row.id());
            if (owner.isPresent()) {
                giveWay(statements, row.id(), owner.get(), now);
            } else if (statements.updateAll(INTEND, List.of(row.id()), call, now, now) == 1) {
                granted.add(row);
            }
        }
        return granted;
    }

    private static List<Long> ids(List<OpenRow> rows) {
        return rows.stream().map(OpenRow::id).toList();
    }

    /** Gives back 1 when the row has ended, 0 when it waits. */
    private static int giveWay(Statements statements, long row, Claims.Owner owner, long now) throws SQLException {
        Claims.release(statements, row);
        String where = "drop " + owner.drop() + ", line " + owner.line();
        return switch (owner.status()) {
            case INVITED, ALREADY_INVITED ->
                end(statements, row, RowTransition.OWNER_INVITED, "ALREADY_INVITED", "invited by " + where, now);
            case NEEDS_REVIEW ->
                end(
                        statements,
                        row,
                        RowTransition.OWNER_UNSURE,
                        "UNCERTAIN",
                        "it is not known whether " + where + " invited them",
                        now);
            // Its turn comes when the owner has ended.
            case UNCHECKED, PLANNED, INTENT, RETRYABLE, UNCERTAIN, REFUSED, INVALID, DUPLICATE, SKIPPED, UNPROCESSED ->
                0;
        };
    }

    private static int end(
            Statements statements, long row, RowTransition transition, String code, String message, long now)
            throws SQLException {
        return statements.update(transition.update("code = ?, message = ?, at = ?", "id = ?"), code, message, now, row);
    }
}
