package invitations.ledger;

import invitations.invitation.OpenRow;
import invitations.invitation.RowStatus;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The intents: what is about to be sent, made durable before the first byte of the request leaves. With the intent a row
 * claims its keys, so that no two rows ever ask for the same person at once. Safe for any number of threads.
 */
public final class Intents {
    private final Database database;
    private final Clock clock;

    Intents(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Asks for the rows of a call.
     *
     * @return done when the intent is durable, with the rows that may be sent now. The others met the claim of another
     *     row: they ended as ALREADY_INVITED or NEEDS_REVIEW with it, or wait for it.
     */
    public CompletableFuture<List<OpenRow>> ask(String call, List<OpenRow> rows) {
        return database.submit(
                statements -> {
                    List<OpenRow> claimed = new ArrayList<>(rows.size());
                    for (OpenRow row : rows) {
                        if (claim(statements, row)) {
                            claimed.add(row);
                            statements.update(
                                    "UPDATE drop_rows SET status = 'INTENT', call = ?, attempts = attempts + 1, at = ?"
                                            + " WHERE id = ?",
                                    call,
                                    clock.millis(),
                                    row.id());
                        }
                    }
                    return claimed;
                },
                true);
    }

    private boolean claim(Statements statements, OpenRow row) throws SQLException {
        int taken = statements.update(
                "INSERT INTO claims (key, row) SELECT key1, id FROM drop_rows WHERE id = ? ON CONFLICT DO NOTHING",
                row.id());
        if (row.keys() > 1) {
            taken += statements.update(
                    "INSERT INTO claims (key, row) SELECT key2, id FROM drop_rows WHERE id = ? ON CONFLICT DO NOTHING",
                    row.id());
        }
        if (taken == row.keys()) {
            return true;
        }
        List<Owner> owners = new ArrayList<>(1);
        statements.query(
                result -> owners.add(
                        new Owner(RowStatus.valueOf(result.getString(1)), result.getString(2), result.getLong(3))),
                """
                SELECT o.status, d.id, o.line FROM drop_rows r JOIN claims c ON c.key IN (r.key1, r.key2)
                JOIN drop_rows o ON o.id = c.row JOIN drops d ON d.number = (o.id >> 32)
                WHERE r.id = ? AND c.row <> r.id LIMIT 1""",
                row.id());
        if (owners.isEmpty()) {
            return true;
        }
        Claims.release(statements, row.id());
        end(statements, row, owners.get(0));
        return false;
    }

    private void end(Statements statements, OpenRow row, Owner owner) throws SQLException {
        String where = "drop " + owner.drop + ", line " + owner.line;
        switch (owner.status) {
            case INVITED, ALREADY_INVITED ->
                end(statements, row, "ALREADY_INVITED", "ALREADY_INVITED", "invited by " + where);
            case NEEDS_REVIEW ->
                end(statements, row, "NEEDS_REVIEW", "UNCERTAIN", "nobody knows whether " + where + " invited them");
            case PLANNED, INTENT, RETRYABLE, UNCERTAIN, REFUSED, INVALID, DUPLICATE, SKIPPED, UNPROCESSED -> {
                // Its turn comes when the owner has ended.
            }
        }
    }

    private void end(Statements statements, OpenRow row, String status, String code, String message)
            throws SQLException {
        statements.update(
                "UPDATE drop_rows SET status = ?, code = ?, message = ?, at = ? WHERE id = ?",
                status,
                code,
                message,
                clock.millis(),
                row.id());
    }

    private record Owner(RowStatus status, String drop, long line) {}
}
