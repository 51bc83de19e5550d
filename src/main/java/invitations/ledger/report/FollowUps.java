package invitations.ledger.report;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.BoundedPage;
import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the invitations of a drop stood when somebody last looked. A method throws {@link LedgerException} when the ledger
 * cannot be read or written. Safe for any number of threads.
 */
public final class FollowUps {
    private final Database database;

    public FollowUps(Database database) {
        this.database = database;
    }

    /**
     * How an invitation stands.
     *
     * @param status {@code PENDING}, {@code ACCEPTED}, {@code EXPIRED} or {@code NOT_FOUND}
     * @param created when it was made, by the API's clock; null when it does not say
     * @param joinedAs the name of who accepted it; null when nobody did, or it does not say
     */
    public record Seen(String status, @Nullable Instant created, @Nullable String joinedAs) {}

    /**
     * A person of a drop.
     *
     * @param id the id of their row
     * @param item what was sent, a JSON object
     * @param seen how their invitation stands; null when nobody looked since the given time
     */
    public record Person(
            long id,
            long line,
            String target,
            String tenant,
            String targetKey,
            @Nullable String pool,
            String item,
            @Nullable Seen seen) {

        /** {@return what was sent} */
        public JsonNode parsedItem() {
            return Json.read(item);
        }
    }

    /**
     * The next people of the drop who are invited, in the order of the file; without those who were seen to have accepted
     * before that time.
     *
     * @param after the id of the last row of the page before, 0 for the first page
     * @param since when somebody began to look
     */
    public List<Person> page(Drop drop, long after, int limit, Instant since) {
        return database.read(statements -> {
            BoundedPage<Person> page = new BoundedPage<>(
                    result -> read(result, since), person -> person.item().length());
            statements.query(
                    page::take,
                    """
                    SELECT r.id, r.line, r.target, r.tenant, r.target_key, r.pool, r.item, f.status, f.created_at,
                      f.joined_as, f.seen_at
                    FROM drop_rows r LEFT JOIN follow_ups f ON f.row = r.id
                    WHERE r.id IN {rows} AND %s
                      AND r.operation <> 'BLANK' AND r.erased = 0 AND NOT (COALESCE(f.status, '') = 'ACCEPTED' AND f.seen_at < ?)
                    ORDER BY r.id LIMIT ?"""
                            .formatted(StatusSql.in("r", RowStatus.HAS_INVITATION)),
                    RowRange.ofFile(drop.number()).behind(after),
                    since.toEpochMilli(),
                    limit);
            return page.rows();
        });
    }

    /** {@return how many rows of the drops were erased} */
    public long erased(Collection<Drop> drops) {
        return database.read(statements -> {
            long[] erased = {0};
            for (Drop drop : drops) {
                statements.query(
                        result -> erased[0] += result.getLong(1),
                        "SELECT COUNT(*) FROM drop_rows WHERE id IN {rows} AND erased = 1",
                        RowRange.of(drop.number()));
            }
            return erased[0];
        });
    }

    /**
     * Remembers how the invitations of these rows stand, unless they were erased. Who was seen to have accepted stays so,
     * and when.
     */
    public void seen(Map<Long, Seen> rows, Instant at) {
        database.write(statements -> {
            for (Map.Entry<Long, Seen> row : rows.entrySet()) {
                Seen seen = row.getValue();
                statements.update(
                        """
                        INSERT INTO follow_ups (row, status, created_at, joined_as, seen_at)
                        SELECT id, ?, ?, ?, ? FROM drop_rows WHERE id = ? AND erased = 0
                        ON CONFLICT (row) DO UPDATE SET status = excluded.status, created_at = excluded.created_at,
                          joined_as = excluded.joined_as, seen_at = excluded.seen_at
                        WHERE follow_ups.status <> 'ACCEPTED'""",
                        seen.status(),
                        seen.created() == null ? null : seen.created().toEpochMilli(),
                        seen.joinedAs(),
                        at.toEpochMilli(),
                        row.getKey());
            }
            return rows.size();
        });
    }

    private static Person read(ResultSet result, Instant since) throws SQLException {
        String status = result.getString(8);
        long created = result.getLong(9);
        Instant createdAt = result.wasNull() ? null : Instant.ofEpochMilli(created);
        boolean isNew = status != null && result.getLong(11) >= since.toEpochMilli();
        return new Person(
                result.getLong(1),
                result.getLong(2),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                result.getString(6),
                result.getString(7),
                isNew ? new Seen(status, createdAt, result.getString(10)) : null);
    }
}
