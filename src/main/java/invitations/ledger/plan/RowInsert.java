package invitations.ledger.plan;

import invitations.invitation.Invitation;
import invitations.invitation.InvitationKey;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowError;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Json;
import invitations.ledger.store.RowId;
import invitations.ledger.store.Statements;
import invitations.settings.SecretMask;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A planned row as the table has it, made outside the writer's thread. */
sealed interface RowInsert {
    /** What was called before keeps what it has; what was left unprocessed is planned again. */
    String OR_AGAIN =
            """
            ON CONFLICT (id) DO UPDATE SET
              status = excluded.status, target = excluded.target, operation = excluded.operation,
              tenant = excluded.tenant, target_key = excluded.target_key, pool = excluded.pool, item = excluded.item,
              compared = excluded.compared, ask_first = excluded.ask_first,
              key1 = excluded.key1, key2 = excluded.key2, code = excluded.code, message = excluded.message,
              errors = excluded.errors, warnings = excluded.warnings, cells = excluded.cells,
              cells_hash = excluded.cells_hash, domain = excluded.domain, duplicate_of = NULL, erased = 0, http = 0, attempts = CASE WHEN drop_rows.attempts > 0 THEN 1 ELSE 0 END
            WHERE %s"""
                    .formatted(StatusSql.in("drop_rows", RowTransition.READ_AGAIN.from()));

    /** Adds the row to the batch of its statement. */
    void addTo(Statements statements) throws SQLException;

    /** {@return whether the row names both an e-mail address and a user name} */
    boolean hasTwoKeys();

    /** Writes the records. */
    static void insert(Statements statements, List<RowInsert> records) throws SQLException {
        for (RowInsert row : records) {
            row.addTo(statements);
        }
        statements.prepare(Valid.INSERT).executeBatch();
        statements.prepare(Invalid.INSERT).executeBatch();
        statements.prepare(Skipped.INSERT).executeBatch();
    }

    /** Makes the records of a row: its own, and that of its first step where it has one. */
    static List<RowInsert> of(long drop, PlannedRow planned, InvitationKey keys) {
        long id = RowId.of(drop, planned.row().number());
        String cells = Json.write(planned.row().cells());
        byte[] hash = keys.rows().of(planned.row().cells());
        if (planned instanceof PlannedRow.Valid valid) {
            RowInsert own = valid(id, valid, valid.invitation(), RowTransition.READ, cells, hash, keys);
            Invitation first = valid.first();
            return first == null
                    ? List.of(own)
                    : List.of(
                            own,
                            valid(RowId.firstStep(id), valid, first, RowTransition.READ_SKIPPED, "[]", null, keys));
        }
        return List.of(
                planned instanceof PlannedRow.Skipped skipped
                        ? new Skipped(id, skipped, cells, hash)
                        : new Invalid(id, (PlannedRow.Invalid) planned, cells, hash));
    }

    private static Valid valid(
            long id,
            PlannedRow.Valid planned,
            Invitation invitation,
            RowTransition transition,
            String cells,
            byte @Nullable [] hash,
            InvitationKey keys) {
        String item = Json.write(invitation.item());
        return new Valid(
                id,
                planned.row().line(),
                invitation,
                transition,
                cells,
                hash,
                item,
                ComparedItem.of(invitation, item),
                keys.of(invitation, Long.toHexString(id)),
                hash == null ? null : RowWarnings.written(planned.row().warnings()),
                RowDomain.of(invitation));
    }

    /** A row that can be sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Valid(
            long id,
            long line,
            Invitation invitation,
            RowTransition transition,
            String cells,
            byte @Nullable [] hash,
            String item,
            @Nullable String compared,
            List<byte[]> keys,
            @Nullable String warnings,
            @Nullable String domain)
            implements RowInsert {
        private static final String INSERT =
                """
                INSERT INTO drop_rows
                  (status, id, line, cells, target, operation, tenant, target_key, item, compared, key1, key2, pool, ask_first,
                   cells_hash, warnings, domain)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
                        + OR_AGAIN;

        @Override
        public void addTo(Statements statements) throws SQLException {
            PreparedStatement insert = statements.prepare(INSERT);
            insert.setString(1, transition.to().name());
            insert.setLong(2, id);
            insert.setLong(3, line);
            insert.setString(4, cells);
            insert.setString(5, invitation.target());
            insert.setString(6, invitation.operation().name());
            insert.setString(7, invitation.tenant());
            insert.setString(8, invitation.targetKey());
            insert.setString(9, item);
            insert.setString(10, compared);
            insert.setBytes(11, keys.get(0));
            insert.setBytes(12, hasTwoKeys() ? keys.get(1) : null);
            insert.setString(13, invitation.pool());
            insert.setInt(14, invitation.asking().number());
            insert.setBytes(15, hash);
            insert.setString(16, warnings);
            insert.setString(17, domain);
            insert.addBatch();
        }

        @Override
        public boolean hasTwoKeys() {
            return keys.size() > 1;
        }
    }

    /** A row that is not meant. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Skipped(long id, PlannedRow.Skipped planned, String cells, byte[] hash) implements RowInsert {
        private static final String INSERT =
                """
                INSERT INTO drop_rows (status, id, line, cells, code, message, cells_hash)
                VALUES (%s, ?, ?, ?, ?, ?, ?)
                """
                                .formatted(StatusSql.text(RowTransition.READ_SKIPPED.to()))
                        + OR_AGAIN;

        @Override
        public void addTo(Statements statements) throws SQLException {
            PreparedStatement insert = statements.prepare(INSERT);
            insert.setLong(1, id);
            insert.setLong(2, planned.row().line());
            insert.setString(3, cells);
            insert.setString(4, planned.code().name());
            insert.setString(5, SecretMask.mask(planned.message()));
            insert.setBytes(6, hash);
            insert.addBatch();
        }

        @Override
        public boolean hasTwoKeys() {
            return false;
        }
    }

    /** A row that cannot. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Invalid(long id, PlannedRow.Invalid planned, String cells, byte[] hash) implements RowInsert {
        private static final String INSERT =
                """
                INSERT INTO drop_rows (status, id, line, cells, code, message, errors, cells_hash, warnings)
                VALUES (%s, ?, ?, ?, ?, ?, ?, ?, ?)
                """
                                .formatted(StatusSql.text(RowTransition.READ_INVALID.to()))
                        + OR_AGAIN;

        @Override
        public void addTo(Statements statements) throws SQLException {
            PreparedStatement insert = statements.prepare(INSERT);
            insert.setLong(1, id);
            insert.setLong(2, planned.row().line());
            insert.setString(3, cells);
            insert.setString(4, joined(RowError::code, " "));
            insert.setString(5, SecretMask.mask(joined(RowError::message, "; ")));
            insert.setString(
                    6,
                    Json.write(planned.errors().stream()
                            .map(RowWarnings::withoutSecrets)
                            .toList()));
            insert.setBytes(7, hash);
            insert.setString(8, RowWarnings.written(planned.row().warnings()));
            insert.addBatch();
        }

        @Override
        public boolean hasTwoKeys() {
            return false;
        }

        private String joined(Function<RowError, Object> part, String separator) {
            return planned.errors().stream()
                    .map(part)
                    .distinct()
                    .map(Object::toString)
                    .collect(Collectors.joining(separator));
        }
    }
}
