package invitations.ledger.send;

import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Claims;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.Lookups;
import invitations.ledger.drop.SettleClock;
import invitations.ledger.status.RowChange;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What asking the API made of the rows that were uncertain. A reading that does not find a row proves nothing, since
 * lists may be late; two of them, a settle time apart, do. A method throws {@link LedgerException} when the ledger cannot
 * be read or written. Safe for any number of threads.
 */
public final class SettlementWriter {
    /** How many calls that may have been acted on a row gets, before a person must look at it. */
    public static final int MOST_ATTEMPTS = 6;

    /** Longer, in milliseconds, than what API and ledger may differ in when they say that something was made. */
    private static final long JUST_BEFORE = 60_000;

    /** That a row may have made blank invitations. */
    private static final String MAY_HAVE_MADE =
            StatusSql.in(RowStatus.setOf(RowStatus.UNCERTAIN, RowStatus.NEEDS_REVIEW));

    /** Of a row that was surely not sent nothing is in doubt. */
    private static final RowChange REVIEW = new RowChange(RowTransition.CANNOT_TELL)
            .but("ask_first = 2 OR NOT (" + Lookups.UNKNOWN + ")", RowTransition.LOOKUP_FAILED);

    private static final RowChange ABSENT = new RowChange(RowTransition.ABSENT)
            .but("attempts >= ?", RowTransition.ABSENT_TOO_OFTEN)
            .but("code = 'REFUSED_BY_API'", RowTransition.ABSENT_REFUSED);

    private final Database database;
    private final Clock clock;
    private final SettleClock settleClock;
    private final Absences absences;

    public SettlementWriter(Database database, Clock clock, SettleClock settleClock) {
        this.database = database;
        this.clock = clock;
        this.settleClock = settleClock;
        this.absences = new Absences(database, clock, settleClock);
    }

    /** {@return what it means that a list does not show a row} */
    public Absences absences() {
        return absences;
    }

    /**
     * The API has invitations with the markers of these rows, each with its id there: {@return how many rows that ended}. Of
     * a row that makes blank invitations one says nothing about the others.
     */
    public int marked(Map<Long, String> remoteIds) {
        return database.write(statements -> {
            int ended = 0;
            for (Map.Entry<Long, String> found : remoteIds.entrySet()) {
                ended += statements.update(
                        RowTransition.FOUND.update(
                                "code = NULL, message = 'found on asking', remote_id = ?, at = ?, ask_at = NULL",
                                "id = ? AND operation <> 'BLANK'"),
                        found.getValue(),
                        clock.millis(),
                        found.getKey());
            }
            return ended;
        });
    }

    /** The API has what the row asked for. */
    public void found(long row, @Nullable String remoteId) {
        database.write(statements -> end(statements, row, RowTransition.FOUND, null, "found on asking", remoteId));
    }

    /** The API has an invitation for the person, and it is not the row's. */
    public void foundAnother(long row, @Nullable String remoteId, String message) {
        database.write(statements ->
                end(statements, row, RowTransition.FOUND_ANOTHER, ReasonCode.ALREADY_INVITED, message, remoteId));
    }

    /**
     * The API cannot say it. Of a row that was not sent yet nothing is in doubt: it may be dropped again; unless the ledger
     * was brought back, and does not know whether it was sent.
     */
    public void leaveToReview(long row, String message) {
        absences.review(
                row, message, REVIEW, "code = CASE status WHEN 'UNCHECKED' THEN 'CANNOT_ASK' ELSE 'UNCERTAIN' END");
    }

    /** Nothing speaks against sending it. */
    public void free(long row) {
        database.write(statements -> free(statements, row, 0));
    }

    private int free(Statements statements, long row, long existing) throws SQLException {
        return statements.update(
                RowTransition.LOOKED_UP.update("ask_at = NULL, looked_up = ?, existing = ?", "id = ?"),
                settleClock.now(),
                existing,
                row);
    }

    /** The person is not there, and that was all to be asked. */
    public void notThere(long row) {
        database.write(statements -> end(
                statements,
                row,
                RowTransition.NOT_ON_PLATFORM,
                ReasonCode.NOT_ON_PLATFORM,
                "the platform's list does not show them",
                null));
    }

    /** Its invitation is pending for long: it is sent again, in the place of the row that sent it before. */
    public void renew(long row) {
        database.write(statements -> {
            return free(statements, row, 0) == 0 ? 0 : Claims.takeOver(statements, row, clock.millis());
        });
    }

    /** So many of the blank invitations that the row asks for were found, which is fewer than it asks for. */
    public void counted(long row, long existing) {
        database.write(statements -> {
            int freed = free(statements, row, existing);
            return freed == 1
                    ? freed
                    : statements.update("UPDATE drop_rows SET existing = ? WHERE id = ?", existing, row)
                            + absent(statements, row);
        });
    }

    /**
     * {@return how many blank invitations of that pool there are at the least, by what was made from here: what rows added, or the
     * most that a row found or made there to be}
     */
    public long knownBlank(String target, String targetKey, @Nullable String pool) {
        return database.read(statements -> BlankCounts.known(statements, target, targetKey, pool));
    }

    /** {@return whether other rows may have made blank invitations for the row's source since it was first to be sent, or just before} */
    public boolean wereOthersMade(LookupRow row) {
        Instant intendedAt = row.intendedAt();
        return database.read(statements -> statements.isAny(
                "SELECT 1 FROM drop_rows WHERE operation = 'BLANK' AND intents > 0 AND target = ? AND target_key = ?"
                        + " AND pool = ? AND id <> ? AND (" + MAY_HAVE_MADE + " OR at >= ?) LIMIT 1",
                row.target(),
                row.targetKey(),
                row.pool(),
                row.id(),
                intendedAt == null ? 0 : intendedAt.toEpochMilli() - JUST_BEFORE));
    }

    /**
     * A reading did not find the row, and found somebody whom it had to find. The first time, it waits for the second; then it is proved that nobody was
     * invited: it may be sent again by itself, unless the API had said no, or there were attempts enough.
     */
    public void absent(long row) {
        database.write(statements -> absent(statements, row));
    }

    private int absent(Statements statements, long row) throws SQLException {
        RowEvent.ABSENT.note(statements, List.of(row), RowStatus.UNCERTAIN, clock.millis());
        int first = statements.update(
                "UPDATE drop_rows SET absences = 1, ask_at = ?"
                        + " WHERE id = ? AND status = 'UNCERTAIN' AND absences <= 0",
                settleClock.due(),
                row);
        return first == 1 ? first : absentAgain(statements, row);
    }

    private int absentAgain(Statements statements, long row) throws SQLException {
        int ended = statements.update(
                ABSENT.update(
                        """
                        at = ?, ask_at = NULL,
                          operation = CASE WHEN operation = 'BULK' AND code <> 'BATCH_REFUSED' THEN 'SINGLE'
                            ELSE operation END,
                          message = CASE WHEN code <> 'REFUSED_BY_API' AND attempts >= ?
                            THEN 'sent ' || attempts || ' times, and the API has no invitation: ' || message
                            ELSE message END,
                          code = CASE WHEN code <> 'REFUSED_BY_API' AND attempts >= ? THEN 'ATTEMPTS_EXHAUSTED' ELSE code END""",
                        "id = ?"),
                MOST_ATTEMPTS,
                clock.millis(),
                MOST_ATTEMPTS,
                MOST_ATTEMPTS,
                row);
        if (ended == 1) {
            Claims.release(statements, row);
        }
        return ended;
    }

    /** The API could not be asked now: the row waits once more. */
    public void later(long row) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET ask_at = ? WHERE id = ? AND " + StatusSql.in(RowStatus.IN_QUESTION),
                settleClock.due(),
                row));
    }

    /** The API could not be asked now: the group's rows wait once more. */
    public void later(Drop drop, String target, String tenant) {
        database.write(statements -> statements.update(
                "UPDATE drop_rows SET ask_at = ? WHERE id IN {rows} AND status = 'UNCERTAIN'"
                        + " AND target = ? AND tenant = ?",
                settleClock.due(),
                RowRange.of(drop.number()),
                target,
                tenant));
    }

    private int end(
            Statements statements,
            long row,
            RowTransition transition,
            @Nullable ReasonCode code,
            String message,
            @Nullable String remoteId)
            throws SQLException {
        int ended = statements.update(
                transition.update("code = ?, message = ?, remote_id = ?, at = ?, ask_at = NULL", "id = ?"),
                code == null ? null : code.name(),
                message,
                remoteId,
                clock.millis(),
                row);
        Claims.releaseBlank(statements, row);
        return ended;
    }
}
