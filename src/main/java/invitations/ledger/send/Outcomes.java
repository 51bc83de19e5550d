package invitations.ledger.send;

import invitations.invitation.DropState;
import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Claims;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.Lookups;
import invitations.ledger.drop.SettleClock;
import invitations.ledger.status.RowTransition;
import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import invitations.settings.SecretMask;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Records the outcome of each call. A write may wait up to 5 ms to share a commit: a lost outcome costs a lookup, never a second e-mail. A method throws {@link
 * LedgerException} when the ledger cannot be read or written. Safe for any number of threads.
 */
public final class Outcomes {
    private final Database database;
    private final Clock clock;
    private final SettleClock settleClock;

    public Outcomes(Database database, Clock clock, SettleClock settleClock) {
        this.database = database;
        this.clock = clock;
        this.settleClock = settleClock;
    }

    /** What the API said of a bulk call, in its own words. */
    public record BulkAnswer(String call, int items, long successes, List<String> errorCodes) {}

    /**
     * Records how a call ended.
     *
     * @param rows the ids of the rows it carried, all of one drop
     * @param outcome what became of each of them; RETRYABLE says that the call did not count as an attempt, UNCERTAIN
     *     that the API is to be asked after the settle time
     * @param answer the API's own words where the call was a bulk one and they could be read
     * @return done when it is durable, with the number of rows that waited for it: what has ended stays as it is
     * @throws IllegalArgumentException when no call ends so; nothing is written then
     */
    public CompletableFuture<Integer> record(List<Long> rows, Outcome outcome, @Nullable BulkAnswer answer) {
        RowTransition transition = by(outcome);
        return database.submit(
                statements -> {
                    int recorded = record(statements, rows, outcome, transition);
                    if (answer != null && !rows.isEmpty()) {
                        statements.update(
                                "INSERT INTO bulk_answers (call, drop_number, item_count, successes, error_codes)"
                                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                answer.call(),
                                RowId.drop(rows.get(0)),
                                answer.items(),
                                answer.successes(),
                                Json.write(answer.errorCodes()));
                        Claims.releaseBlank(statements, rows.get(0));
                    }
                    return recorded;
                },
                false);
    }

    private int record(Statements statements, List<Long> rows, Outcome outcome, RowTransition transition)
            throws SQLException {
        ReasonCode code = outcome.code();
        long now = clock.millis();
        // Redeeming without a blank invitation left: nothing was done, and what is left is to be asked.
        boolean isNotDone = outcome.status() == RowStatus.RETRYABLE || outcome.status() == RowStatus.UNCHECKED;
        if (isNotDone) {
            RowEvent.NOT_SENT.note(statements, rows, RowStatus.INTENT, now);
        }
        int recorded = statements.updateAll(
                transition.update(
                        "code = ?, message = ?, http = ?, remote_id = ?, at = ?, ask_at = ?, attempts = attempts - ?",
                        "id IN ({ids})"),
                rows,
                code == null ? null : code.name(),
                outcome.message() == null ? null : SecretMask.mask(outcome.message()),
                outcome.http(),
                outcome.remoteId(),
                now,
                askAt(outcome.status()),
                isNotDone ? 1 : 0);
        if (isNotDone || RowStatus.REPLAYABLE.contains(outcome.status())) {
            // Nobody was invited: the next row for the person may be sent. A row that is sent again claims its keys
            // anew.
            for (long row : rows) {
                Claims.release(statements, row);
            }
        }
        if (outcome.status() == RowStatus.UNCHECKED) {
            holdPool(statements, rows.get(0));
        }
        return recorded;
    }

    private static RowTransition by(Outcome outcome) {
        return switch (outcome.status()) {
            case INVITED -> RowTransition.ACCEPTED;
            case REFUSED -> RowTransition.REFUSED_BY_API;
            case RETRYABLE -> RowTransition.NOT_SENT;
            case UNCHECKED -> RowTransition.POOL_EMPTY;
            case UNCERTAIN -> RowTransition.NO_OUTCOME;
            case ALREADY_INVITED -> RowTransition.ALREADY_THERE;
            case NEEDS_REVIEW -> RowTransition.UNSURE;
            case UNPROCESSED -> RowTransition.NOT_DONE;
            case PLANNED, INTENT, INVALID, DUPLICATE, SKIPPED ->
                throw new IllegalArgumentException("no call ends as " + outcome.status());
        };
    }

    private @Nullable Long askAt(RowStatus status) {
        if (status == RowStatus.UNCERTAIN) {
            return settleClock.due();
        }
        return status == RowStatus.UNCHECKED ? (Long) 0L : null;
    }

    /** The rows of the drop that are to be given blank invitations of the same pool wait until it is known what is left. */
    private static void holdPool(Statements statements, long row) throws SQLException {
        statements.update(
                RowTransition.POOL_HELD.update(
                        "code = 'POOL_EXHAUSTED', http = 0, ask_at = 0",
                        "id IN {rows} AND operation = 'REDEEM' AND (target, target_key, pool)"
                                + " = (SELECT target, target_key, pool FROM drop_rows WHERE id = ?)"),
                RowRange.around(row),
                row);
    }

    /** Ends the rows behind the first so many that wait for a call: dropping the file again sends them. */
    public void leaveBeyond(Drop drop, long limit) {
        RowRange file = RowRange.ofFile(drop.number());
        database.write(statements -> statements.update(
                RowTransition.BEYOND_LIMIT.update(
                        "code = 'LIMIT_REACHED', message = ?, at = ?",
                        "id IN {rows} AND id NOT IN (SELECT id FROM drop_rows WHERE id IN {rows} AND status = 'PLANNED'"
                                + " ORDER BY id LIMIT ?)"),
                "beyond the limit of " + limit + " invitations; drop the file again to send it",
                clock.millis(),
                file,
                file,
                limit));
    }

    /** Ends open rows that nobody is to be invited by any more; others stay as they are. */
    public void leaveOut(List<Long> rows, ReasonCode code, String message) {
        database.write(statements -> {
            int left = statements.updateAll(
                    RowTransition.LEFT_OUT.update("code = ?, message = ?, at = ?", "id IN ({ids})"),
                    rows,
                    code.name(),
                    message,
                    clock.millis());
            for (long row : rows) {
                Claims.release(statements, row);
            }
            return left;
        });
    }

    /** Ends the rows that were not sent: the drop stops before them, and dropping the file again sends them. */
    public void leaveUnprocessed(Drop drop, ReasonCode code, String message) {
        leaveUnprocessed(drop, code, message, "");
    }

    /** The same for those rows of the group. */
    public void leaveUnprocessed(Drop drop, OpenRows.Group group, ReasonCode code, String message) {
        leaveUnprocessed(
                drop,
                code,
                message,
                " AND target = ? AND operation = ? AND tenant = ?",
                group.target(),
                group.operation().name(),
                group.tenant());
    }

    private void leaveUnprocessed(Drop drop, ReasonCode code, String message, String which, String... values) {
        List<Object> parameters =
                new ArrayList<>(List.of(code.name(), message, clock.millis(), RowRange.of(drop.number())));
        parameters.addAll(List.of(values));
        database.write(statements -> {
            int left = statements.update(
                    RowTransition.STOPPED.update("code = ?, message = ?, at = ?", "id IN {rows}" + which),
                    parameters.toArray());
            Claims.releaseUnprocessed(statements, drop);
            return left;
        });
    }

    /**
     * After a crash: an intent without an outcome is uncertain, since its request may have left. The waits of all that is
     * uncertain begin anew, in drops that are held as well: they may have been held with rows in doubt.
     */
    public void recover() {
        database.write(statements -> {
            Lookups.start(statements, settleClock);
            return true;
        });
        database.read(statements -> DropQuery.in(statements, DropState.RECEIVED, DropState.HELD, DropState.SENDING))
                .forEach(this::recover);
    }

    private void recover(Drop drop) {
        database.write(statements -> {
            RowRange rows = RowRange.of(drop.number());
            statements.update(
                    "UPDATE drop_rows SET ask_at = ? WHERE id IN {rows} AND status = 'UNCERTAIN'",
                    settleClock.due(),
                    rows);
            statements.update(
                    "UPDATE drop_rows SET ask_at = " + Lookups.FIRST + " WHERE id IN {rows} AND status = 'UNCHECKED'",
                    rows);
            if (drop.state() == DropState.SENDING) {
                // Looked up by an earlier start, or not at all; what is only received is planned first.
                Lookups.begin(statements, drop.number());
            }
            return statements.update(
                    RowTransition.INTERRUPTED.update("code = 'UNCERTAIN', message = ?, ask_at = ?", "id IN {rows}"),
                    "the program was stopped while the call was on its way",
                    settleClock.due(),
                    rows);
        });
    }
}
