package invitations.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trail of who did what: which file, by which configuration, who decided what. It is only ever added to, in the same
 * commit as what it tells of; each entry is chained to the one before by its hash. There is no e-mail address in it. Safe
 * for any number of threads.
 */
public final class Audit {
    private static final int PAGE = 500;

    private final Database database;
    private final Clock clock;

    Audit(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One entry.
     *
     * @param id its place, from 1
     * @param event what happened
     * @param drop the drop it happened to; null when it happened to none
     * @param who the account that the program ran under
     * @param details a JSON object
     * @param hash SHA-256 over the hash before it and all of the above, in hex
     */
    public record Entry(
            long id, Instant at, String event, @Nullable String drop, String who, String details, String hash) {

        String hashAfter(String before) {
            String text = String.join(
                    "\0",
                    before,
                    String.valueOf(id),
                    String.valueOf(at.toEpochMilli()),
                    event,
                    drop == null ? "" : drop,
                    who,
                    details);
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /** The account that this program runs under; of a name like an e-mail address, what stands before the @. */
    public static String account() {
        String name = System.getProperty("user.name", "unknown");
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    /**
     * Notes that the program began to work with the home.
     *
     * @param configuration the fingerprint of its settings
     */
    public void started(String mode, String configuration) {
        database.write(statements -> note(
                statements,
                clock,
                "STARTED",
                null,
                account(),
                new TreeMap<>(Map.of("mode", mode, "configuration", configuration))));
    }

    /** Hands over all entries, the oldest first. */
    public void each(Consumer<Entry> reader) {
        long[] last = {0};
        for (List<Entry> page = page(0); !page.isEmpty(); page = page(last[0])) {
            page.forEach(reader);
            last[0] = page.get(page.size() - 1).id();
        }
    }

    /** The first entry that is not as it was written, or does not follow the one before it; null when all are whole. */
    public @Nullable Long firstBroken() {
        String[] before = {""};
        @Nullable Long[] broken = new @Nullable Long[1];
        each(entry -> {
            if (broken[0] == null && !entry.hashAfter(before[0]).equals(entry.hash())) {
                broken[0] = entry.id();
            }
            before[0] = entry.hash();
        });
        return broken[0];
    }

    private List<Entry> page(long after) {
        return database.read(statements -> {
            List<Entry> page = new ArrayList<>();
            statements.query(
                    result -> page.add(read(result)),
                    "SELECT id, at, event, drop_id, who, details, hash FROM audit WHERE id > ? ORDER BY id LIMIT ?",
                    after,
                    PAGE);
            return page;
        });
    }

    /** Adds an entry, in the transaction that it tells of; answers its place. */
    static long note(
            Statements statements, Clock clock, String event, @Nullable String drop, String who, Map<String, ?> details)
            throws SQLException {
        List<Entry> last = new ArrayList<>(1);
        statements.query(
                result -> last.add(read(result)),
                "SELECT id, at, event, drop_id, who, details, hash FROM audit"
                        + " WHERE id = (SELECT MAX(id) FROM audit)");
        long id = last.isEmpty() ? 1 : last.get(0).id() + 1;
        String before = last.isEmpty() ? "" : last.get(0).hash();
        Instant now = Instant.ofEpochMilli(clock.millis());
        Entry entry = new Entry(id, now, event, drop, who, Json.write(details), "");
        statements.update(
                "INSERT INTO audit (id, at, event, drop_id, who, details, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                now.toEpochMilli(),
                event,
                drop,
                who,
                entry.details(),
                entry.hashAfter(before));
        return id;
    }

    private static Entry read(ResultSet result) throws SQLException {
        return new Entry(
                result.getLong(1),
                Instant.ofEpochMilli(result.getLong(2)),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                result.getString(6),
                result.getString(7));
    }
}
