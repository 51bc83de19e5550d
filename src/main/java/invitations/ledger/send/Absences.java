package invitations.ledger.send;

import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Claims;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What it means that a list does not show a row, by what else it shows. An absence counts where the list shows somebody
 * whom the ledger knows to be there; where the ledger knows nobody, one row is sent again alone, and the others wait
 * until it is seen. A method throws {@link LedgerException} when the ledger cannot be read or written. Safe for any
 * number of threads.
 */
public final class Absences {
    /** What becomes of a row that was not found, where the ledger knows nobody whom the list could have shown. */
    public enum Unproved {
        /** It is to be asked about once more. */
        AGAIN,
        /** It may be the one that is sent again alone. */
        MAY_GO,
        /** The one that was sent again was not seen, or may not be sent: a person must look. */
        UNSEEN
    }

    private static final String CHANGE = "UPDATE drop_rows SET ";
    private static final RowChange REVIEW = new RowChange(RowTransition.CANNOT_TELL);
    private static final RowChange UNSENT_IS_LEFT = REVIEW.but(RowTransition.LOOKUP_FAILED);
    private static final String IN_DOUBT = " WHERE id = ? AND status = 'UNCERTAIN'";

    private final Database database;
    private final Clock clock;
    private final SettleClock settleClock;

    Absences(Database database, Clock clock, SettleClock settleClock) {
        this.database = database;
        this.clock = clock;
        this.settleClock = settleClock;
    }

    /** A row in doubt, as it is now. */
    private record Doubted(
            long id,
            String target,
            String tenant,
            String targetKey,
            int intents,
            int attempts,
            int absences,
            ReasonCode code) {}

    /** The row that was sent again alone, as it is now. */
    private record Probe(long row, int intent, RowStatus status, boolean isSending, boolean isErased) {
        /** {@return whether somebody will know more of it, or does already} */
        boolean isAwaited() {
            return switch (status) {
                case INTENT, RETRYABLE, PLANNED, UNCERTAIN, UNCHECKED -> isSending;
                case INVITED -> !isErased;
                case NEEDS_REVIEW, ALREADY_INVITED, REFUSED, INVALID, DUPLICATE, SKIPPED, UNPROCESSED -> false;
            };
        }
    }

    /**
     * A reading did not find the row, and knows nobody whom it should have found. The first time, the row waits for the
     * second; where another row was sent again, it waits for that.
     *
     * @param place what the list was filtered by; empty where nobody at all is known at that target and tenant
     */
    public Unproved unproved(long row, String place) {
        return database.write(statements -> {
            Optional<Doubted> doubted = doubted(statements, row);
            return doubted.isPresent() ? unproved(statements, doubted.get(), place) : Unproved.AGAIN;
        });
    }

    private Unproved unproved(Statements statements, Doubted row, String place) throws SQLException {
        Optional<Probe> probe = probe(statements, row, place);
        boolean isProbe = probe.filter(found -> found.row() == row.id()).isPresent();
        if (!isProbe && probe.filter(Probe::isAwaited).isPresent()) {
            return later(statements, row, 0);
        }
        if (!isProbe
                && probe.filter(found -> found.status() == RowStatus.NEEDS_REVIEW)
                        .isPresent()) {
            return Unproved.UNSEEN;
        }
        if (row.absences() >= 0) {
            RowEvent.ABSENT.note(statements, List.of(row.id()), RowStatus.UNCERTAIN, clock.millis());
            return later(statements, row, -1);
        }
        boolean wasSent = isProbe && row.intents() > probe.orElseThrow().intent();
        if (wasSent || row.code() == ReasonCode.REFUSED_BY_API || row.attempts() >= SettlementWriter.MOST_ATTEMPTS) {
            return Unproved.UNSEEN;
        }
        return isAnyBefore(statements, row) ? later(statements, row, -1) : Unproved.MAY_GO;
    }

    private Unproved later(Statements statements, Doubted row, int absences) throws SQLException {
        statements.update(CHANGE + "absences = ?, ask_at = ?" + IN_DOUBT, absences, settleClock.due(), row.id());
        return Unproved.AGAIN;
    }

    /** {@return whether a row before it, at the same place, was not found once either: the first of them goes} */
    private static boolean isAnyBefore(Statements statements, Doubted row) throws SQLException {
        return statements.isAny(
                "SELECT 1 FROM drop_rows WHERE id IN {rows} AND " + StatusSql.in(RowStatus.IN_QUESTION)
                        + " AND status = 'UNCERTAIN' AND absences = -1 AND target = ? AND tenant = ? AND target_key = ?"
                        + " AND code <> 'REFUSED_BY_API' AND id < ? LIMIT 1",
                RowRange.around(row.id()),
                row.target(),
                row.tenant(),
                row.targetKey(),
                row.id());
    }

    /**
     * Lets the row be sent again alone, after two readings that did not find it. Its person stays claimed by it meanwhile.
     *
     * @return false when another one was sent meanwhile: it waits for that
     */
    public boolean sendAlone(long row, String place) {
        return database.write(statements -> {
            Optional<Doubted> found = doubted(statements, row);
            if (found.isEmpty()) {
                return false;
            }
            Doubted doubted = found.get();
            if (probe(statements, doubted, place)
                    .filter(other -> other.row() != row && other.isAwaited())
                    .isPresent()) {
                later(statements, doubted, 0);
                return false;
            }
            statements.update(
                    "INSERT INTO probes (target, tenant, place, row, intent) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (target, tenant, place) DO UPDATE SET row = excluded.row,"
                            + " intent = excluded.intent",
                    doubted.target(),
                    doubted.tenant(),
                    place,
                    row,
                    doubted.intents());
            RowEvent.ABSENT.note(statements, List.of(row), RowStatus.UNCERTAIN, clock.millis());
            return statements.update(
                            RowTransition.SENT_ALONE.update(
                                    "at = ?, ask_at = NULL, operation = CASE operation WHEN 'BULK' THEN 'SINGLE'"
                                            + " ELSE operation END",
                                    "id = ?"),
                            clock.millis(),
                            row)
                    == 1;
        });
    }

    /**
     * The first time that a row is not found, and nobody is known whom the list could have shown: the row is looked up once
     * more, since rows that are found meanwhile are known then.
     *
     * @return false when it was looked up once more before
     */
    public boolean lookUpAgain(long row) {
        return database.write(statements -> statements.update(
                        CHANGE + "absences = -1, ask_at = ? WHERE id = ? AND status = 'UNCHECKED' AND absences >= 0",
                        settleClock.due(),
                        row)
                == 1);
    }

    /** The list shows less than there is: a person must look. Of a row that was not sent yet nothing is in doubt. */
    public void cannotAsk(long row, String message) {
        review(row, message, UNSENT_IS_LEFT, "code = 'CANNOT_ASK'");
    }

    /** The list shows somebody who may be the row's person, or not: a person must look. */
    public void cannotTell(long row, String message) {
        review(row, message, REVIEW, "code = 'CANNOT_ASK'");
    }

    /** Ends a row for a person to decide, where it is still asked about; gives back what it has claimed. */
    void review(long row, String message, RowChange change, String code) {
        database.write(statements -> {
            int ended = statements.update(
                    change.update("at = ?, ask_at = NULL, message = ?, " + code, "id = ?"),
                    clock.millis(),
                    message,
                    row);
            if (ended == 1) {
                Claims.release(statements, row);
            }
            return ended;
        });
    }

    private static Optional<Doubted> doubted(Statements statements, long row) throws SQLException {
        List<Doubted> found = new ArrayList<>(1);
        statements.query(
                result -> found.add(new Doubted(
                        row,
                        result.getString(1),
                        result.getString(2),
                        result.getString(3),
                        result.getInt(4),
                        result.getInt(5),
                        result.getInt(6),
                        code(result.getString(7)))),
                "SELECT target, tenant, target_key, intents, attempts, absences, code FROM drop_rows" + IN_DOUBT,
                row);
        return found.stream().findFirst();
    }

    private static ReasonCode code(@Nullable String name) {
        return name == null ? ReasonCode.UNCERTAIN : ReasonCode.valueOf(name);
    }

    private static Optional<Probe> probe(Statements statements, Doubted row, String place) throws SQLException {
        List<Probe> found = new ArrayList<>(1);
        statements.query(
                result -> found.add(new Probe(
                        result.getLong(1),
                        result.getInt(2),
                        RowStatus.valueOf(result.getString(3)),
                        result.getString(4).equals(DropState.SENDING.name()),
                        result.getInt(5) != 0)),
                "SELECT p.row, p.intent, r.status, d.state, r.erased FROM probes p JOIN drop_rows r ON r.id = p.row"
                        + " JOIN drops d ON d.number = (r.id >> 32)"
                        + " WHERE p.target = ? AND p.tenant = ? AND p.place = ?",
                row.target(),
                row.tenant(),
                place);
        return found.stream().findFirst();
    }
}
