package invitations.ledger.send;

import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Of which domains people were invited, and are to be. Costs something only where it is asked. Safe for any number of threads. */
public final class DomainIntents {
    private static final String LATELY =
            "SELECT number FROM drops WHERE feed = ? AND (finished_at IS NULL OR finished_at >= ?) ORDER BY number";

    private final Database database;

    public DomainIntents(Database database) {
        this.database = database;
    }

    /**
     * Hands over of which domain the feed invited people since then, and when each was to be sent first; in that order.
     *
     * @param reader takes domain and time of each person
     */
    public void each(String feed, Instant since, BiConsumer<String, Instant> reader) {
        database.read(statements -> {
            TreeMap<Long, List<String>> people = new TreeMap<>();
            for (long drop : lately(statements, feed, since)) {
                statements.query(
                        result -> people.computeIfAbsent(result.getLong(1), any -> new ArrayList<>())
                                .add(result.getString(2)),
                        "SELECT intended_at, domain FROM drop_rows"
                                + " WHERE id IN {rows} AND intended_at > ? AND domain IS NOT NULL",
                        RowRange.of(drop),
                        since.toEpochMilli());
            }
            people.forEach((at, domains) -> domains.forEach(domain -> reader.accept(domain, Instant.ofEpochMilli(at))));
            return people.size();
        });
    }

    /** {@return by domain, how many rows of the drop may be sent, or sent again} */
    public Map<String, Long> sendable(Drop drop) {
        return database.read(statements -> {
            Map<String, Long> counts = new HashMap<>();
            statements.query(
                    result -> counts.put(result.getString(1), result.getLong(2)),
                    "SELECT domain, COUNT(*) FROM drop_rows WHERE id IN {rows} AND domain IS NOT NULL AND "
                            + StatusSql.in(RowStatus.SENDABLE) + " GROUP BY domain",
                    RowRange.of(drop.number()));
            return counts;
        });
    }

    private static List<Long> lately(Statements statements, String feed, Instant since) throws SQLException {
        List<Long> drops = new ArrayList<>();
        statements.query(result -> drops.add(result.getLong(1)), LATELY, feed, since.toEpochMilli());
        return drops;
    }
}
