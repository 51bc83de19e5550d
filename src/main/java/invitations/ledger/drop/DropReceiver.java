package invitations.ledger.drop;

import invitations.base.RandomId;
import invitations.invitation.DropState;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what a file that arrives is to the ledger: new, or known by its content. One that is read in another way than it was
 * is a drop of its own, so that no row takes the place of another one.
 */
final class DropReceiver {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private static final int ID_LENGTH = 12;

    private final Clock clock;

    DropReceiver(Clock clock) {
        this.clock = clock;
    }

    /**
     * Receives a file: as a drop that there is, or as a new one.
     *
     * @param readOtherwise the drop as which the file is not read any more; null where there is none
     */
    ReceiveResult receive(Statements statements, ArrivingFile file, @Nullable Drop readOtherwise) throws SQLException {
        Optional<Drop> known = DropQuery.latest(statements, file.feed(), file.content());
        boolean isReadAnew = readOtherwise != null
                && known.filter(drop -> drop.number() == readOtherwise.number()).isPresent();
        ReceiveResult reception;
        if (known.isEmpty() || isReadAnew) {
            long reading = known.map(Drop::reading).orElse(0L) + 1;
            reception = new ReceiveResult(
                    insert(statements, file, reading),
                    isReadAnew ? ReceiveResult.Kind.READ_ANEW : ReceiveResult.Kind.NEW);
        } else {
            reception = again(statements, known.get(), file);
        }
        Map<String, Object> details = new TreeMap<>(Map.of(
                "feed", file.feed(),
                "content", file.content(),
                "bytes", file.bytes(),
                "kind", reception.kind().name()));
        AuditTrail.note(statements, clock, "RECEIVED", reception.drop().id(), AuditTrail.account(), details);
        return reception;
    }

    private Drop insert(Statements statements, ArrivingFile file, long reading) throws SQLException {
        String id = newId();
        statements.update(
                "INSERT INTO drops (id, feed, content, file_name, work, bytes, state, received_at, reading)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                file.feed(),
                file.content(),
                file.fileName(),
                file.work(),
                file.bytes(),
                DropState.RECEIVED.name(),
                clock.millis(),
                reading);
        return DropQuery.find(statements, "id = ?", id).orElseThrow();
    }

    private ReceiveResult again(Statements statements, Drop drop, ArrivingFile file) throws SQLException {
        ReceiveResult.Kind kind =
                switch (drop.state()) {
                    case RECEIVED, REFUSED -> ReceiveResult.Kind.NEW;
                    case HELD, SENDING -> ReceiveResult.Kind.JOINED;
                    case REPORTED ->
                        drop.code() == ReasonCode.DRY_RUN
                                        || DropQuery.count(statements, drop.number(), RowStatus.UNPROCESSED) > 0
                                ? ReceiveResult.Kind.REOPENED
                                : ReceiveResult.Kind.ALREADY_PROCESSED;
                };
        if (kind == ReceiveResult.Kind.NEW || kind == ReceiveResult.Kind.REOPENED) {
            statements.update(
                    "UPDATE drops SET state = ?, work = ?, code = NULL, line = 0, message = NULL, finished_at = NULL,"
                            + " erased_at = NULL, input_gone = 0, planned_at = CASE WHEN ? = 1 THEN NULL ELSE planned_at END"
                            + " WHERE number = ?",
                    DropState.RECEIVED.name(),
                    file.work(),
                    DryRuns.isUnsent(statements, drop) ? 1 : 0,
                    drop.number());
        }
        boolean isErased = drop.erasedAt() != null && kind == ReceiveResult.Kind.ALREADY_PROCESSED;
        boolean isNewName = !isErased && DropNames.note(statements, drop, file.fileName(), clock.millis());
        if (isNewName && kind == ReceiveResult.Kind.ALREADY_PROCESSED) {
            // The report says so from now on.
            statements.update("UPDATE drops SET edition = edition + 1 WHERE number = ?", drop.number());
        }
        return new ReceiveResult(DropQuery.get(statements, drop.number()), kind);
    }

    private String newId() {
        return DAY.format(clock.instant()) + "-" + RandomId.readable(ID_LENGTH);
    }
}
