package invitations.ledger;

import invitations.invitation.Code;
import invitations.invitation.DropState;
import invitations.invitation.Invitation;
import invitations.invitation.InvitationKey;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Takes the rows of one drop in, in the order of the file. A few chunks are on their way to the disk while the next one
 * is checked. Rows that were called before keep what they have: only what was left unprocessed is planned again. For
 * one thread at a time.
 */
public final class Plan {
    private static final int CHUNKS_ON_THEIR_WAY = 4;
    private static final String INSERT =
            """
            INSERT INTO drop_rows
              (id, line, status, cells, target, operation, platform_key, item, key1, key2, code, message, errors)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              status = excluded.status, target = excluded.target, operation = excluded.operation,
              platform_key = excluded.platform_key, item = excluded.item, key1 = excluded.key1,
              key2 = excluded.key2, code = excluded.code, message = excluded.message, errors = excluded.errors
            WHERE drop_rows.status IN ('UNPROCESSED', 'PLANNED')""";

    private final Database database;
    private final InvitationKey keys;
    private final Clock clock;
    private final Drop drop;
    private final Queue<CompletableFuture<Integer>> onTheirWay = new ArrayDeque<>();
    private long rows;

    Plan(Database database, InvitationKey keys, Clock clock, Drop drop) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
        this.drop = drop;
        if (drop.plannedAt() == null) {
            // A plan that a crash cut off starts anew.
            database.write(statements -> statements.update(
                    "DELETE FROM drop_rows WHERE id BETWEEN ? AND ?",
                    RowId.of(drop.number(), 0),
                    RowId.of(drop.number() + 1, 0) - 1));
        }
    }

    /** Takes the next rows in. */
    public void append(List<PlannedRow> chunk) {
        List<PlanRecord> records = chunk.stream().map(row -> record(row)).toList();
        rows += records.size();
        if (onTheirWay.size() == CHUNKS_ON_THEIR_WAY) {
            await(onTheirWay.remove());
        }
        onTheirWay.add(database.submit(statements -> insert(statements, records), false));
    }

    /**
     * Ends the plan: finds what the file says twice and what earlier drops did already.
     *
     * @param header the column names as they stand in the file
     * @param hold whether a person must release the drop before anything is sent
     */
    public Drop finish(List<String> header, boolean hold) {
        onTheirWay.forEach(Plan::await);
        return database.write(statements -> {
            new Duplicates(drop.number()).settle(statements);
            statements.update(
                    "UPDATE drops SET state = ?, header = ?, row_count = ?, planned_at = ?, sending_at = ?"
                            + " WHERE number = ?",
                    (hold ? DropState.HELD : DropState.SENDING).name(),
                    Json.write(header),
                    rows,
                    clock.millis(),
                    hold ? null : clock.millis(),
                    drop.number());
            return Drops.find(statements, "number = ?", drop.number()).orElseThrow();
        });
    }

    private static int insert(Statements statements, List<PlanRecord> records) throws SQLException {
        PreparedStatement insert = statements.prepare(INSERT);
        for (PlanRecord row : records) {
            row.bind(insert);
            insert.addBatch();
        }
        return insert.executeBatch().length;
    }

    private PlanRecord record(PlannedRow planned) {
        long id = RowId.of(drop.number(), planned.row().number());
        String cells = Json.write(planned.row().cells());
        if (planned instanceof PlannedRow.Valid valid) {
            return new ValidRecord(
                    id, valid, cells, Json.write(valid.invitation().item()), keys.of(valid.invitation()));
        }
        return new InvalidRecord(id, (PlannedRow.Invalid) planned, cells);
    }

    private static void await(CompletableFuture<Integer> write) {
        try {
            write.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerFailure failure ? failure : e;
        }
    }

    /** A row as the table has it, made outside the writer's thread. */
    private sealed interface PlanRecord {
        void bind(PreparedStatement insert) throws SQLException;
    }

    private record ValidRecord(long id, PlannedRow.Valid valid, String cells, String item, List<byte[]> keys)
            implements PlanRecord {
        @Override
        public void bind(PreparedStatement insert) throws SQLException {
            Invitation invitation = valid.invitation();
            insert.setLong(1, id);
            insert.setLong(2, valid.row().line());
            insert.setString(3, RowStatus.PLANNED.name());
            insert.setString(4, cells);
            insert.setString(5, invitation.target());
            insert.setString(6, invitation.operation().name());
            insert.setString(7, invitation.platformKey());
            insert.setString(8, item);
            insert.setBytes(9, keys.get(0));
            insert.setBytes(10, keys.size() > 1 ? keys.get(1) : null);
            insert.setNull(11, Types.VARCHAR);
            insert.setNull(12, Types.VARCHAR);
            insert.setNull(13, Types.VARCHAR);
        }
    }

    private record InvalidRecord(long id, PlannedRow.Invalid invalid, String cells) implements PlanRecord {
        @Override
        public void bind(PreparedStatement insert) throws SQLException {
            insert.setLong(1, id);
            insert.setLong(2, invalid.row().line());
            insert.setString(3, RowStatus.INVALID.name());
            insert.setString(4, cells);
            for (int column = 5; column <= 10; column++) {
                insert.setNull(column, Types.VARCHAR);
            }
            insert.setString(11, codes());
            insert.setString(
                    12, invalid.errors().stream().map(RowError::message).collect(Collectors.joining("; ")));
            insert.setString(13, Json.write(invalid.errors()));
        }

        private String codes() {
            return invalid.errors().stream()
                    .map(RowError::code)
                    .distinct()
                    .map(Code::name)
                    .collect(Collectors.joining(" "));
        }
    }
}
