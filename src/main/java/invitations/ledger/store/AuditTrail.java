package invitations.ledger.store;

import invitations.base.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trail of who did what: which file, by which configuration, who decided what. It is only ever added to, in the
 * same commit as what it tells of; each entry is chained to the one before by its hash, and hashes and the number of
 * entries are keyed by {@code ledger.key}. There is no e-mail address in it. A method throws {@link LedgerException}
 * when the ledger cannot be read or written. Safe for any number of threads.
 */
public final class AuditTrail {
    private static final int PAGE = 500;

    private final Database database;
    private final Clock clock;

    public AuditTrail(Database database, Clock clock) {
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
     * @param hash over the hash before it and all of the above, in hex: an HMAC-SHA-256; a SHA-256 where a program of schema 1
     *     wrote it
     */
    public record Entry(
            long id, Instant at, String event, @Nullable String drop, String who, String details, String hash) {

        /** All of it but the hash, behind the hash of the entry before. */
        private String text(String before) {
            return String.join(
                    "\0",
                    before,
                    String.valueOf(id),
                    String.valueOf(at.toEpochMilli()),
                    event,
                    drop == null ? "" : drop,
                    who,
                    details);
        }

        private String hashAfter(String before, AuditSeal.@Nullable State state, AuditSeal seal) {
            if (state != null && id >= state.keyedFrom()) {
                return seal.hash(text(before));
            }
            return Sha256.of(text(before));
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

    /**
     * Notes what happened to no drop.
     *
     * @param details become a JSON object; no e-mail address is among them
     */
    public void noted(String event, String who, Map<String, ?> details) {
        database.write(statements -> note(statements, clock, event, null, who, details));
    }

    /** Hands over all entries, the oldest first. */
    public void each(Consumer<Entry> reader) {
        long[] last = {0};
        for (List<Entry> page = page(0); !page.isEmpty(); page = page(last[0])) {
            page.forEach(reader);
            last[0] = page.get(page.size() - 1).id();
        }
    }

    /** {@return what is wrong with the trail, a sentence each; empty when it is as it was written, to the newest entry} */
    public List<String> findings() {
        AuditSeal seal = database.seal();
        AuditSeal.@Nullable State state = database.read(seal::read).orElse(null);
        boolean isPlain = state == null && database.read(Schema::version) < Schema.SEALED_SINCE;
        List<String> findings = new ArrayList<>();
        Entry[] last = {new Entry(0, Instant.EPOCH, "", null, "", "", "")};
        long[] count = {0};
        boolean[] isEndThere = {state != null && state.count() == 0};
        each(entry -> {
            if ((state != null || isPlain)
                    && findings.isEmpty()
                    && !entry.hashAfter(last[0].hash(), state, seal).equals(entry.hash())) {
                findings.add("entry " + entry.id() + " of the audit trail is not as it was written");
            }
            last[0] = entry;
            count[0]++;
            isEndThere[0] |=
                    state != null && count[0] == state.count() && entry.hash().equals(state.last());
        });
        if (state == null && !isPlain) {
            findings.add("the seal of the audit trail is missing, or was not made with this ledger.key");
        } else if (state != null && count[0] < state.count()) {
            findings.add("the audit trail has " + count[0] + " entries, and " + state.count()
                    + " were written: some were taken out");
        } else if (state != null && !isEndThere[0]) {
            findings.add("entry " + state.count()
                    + " of the audit trail, the newest when it was sealed, is another one now");
        }
        return findings;
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
    public static long note(
            Statements statements, Clock clock, String event, @Nullable String drop, String who, Map<String, ?> details)
            throws SQLException {
        AuditSeal seal = statements.seal();
        AuditSeal.@Nullable State sealed = seal.read(statements).orElse(null);
        // Where the seal was tampered with, nothing mends it: verify says so from then on.
        AuditSeal.State before = sealed == null ? end(statements, 1) : sealed;
        long id = Math.max(before.count(), statements.number("SELECT MAX(id) FROM audit")) + 1;
        Instant now = Instant.ofEpochMilli(clock.millis());
        Entry entry = new Entry(id, now, event, drop, who, Json.write(details), "");
        String hash = entry.hashAfter(before.last(), before, seal);
        statements.update(
                "INSERT INTO audit (id, at, event, drop_id, who, details, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                now.toEpochMilli(),
                event,
                drop,
                who,
                entry.details(),
                hash);
        if (sealed != null) {
            seal.write(statements, new AuditSeal.State(sealed.keyedFrom(), sealed.count() + 1, hash));
        }
        return id;
    }

    /**
     * Seals the trail for the first time, in the transaction that makes the tables of the version that began with it. What a
     * program of schema 1 wrote is taken over as it is, with plain hashes, and the trail says when.
     */
    static void begin(Statements statements, Clock clock) throws SQLException {
        AuditSeal.State written = end(statements, 0);
        statements.seal().write(statements, written);
        if (written.count() > 0) {
            note(statements, clock, "SEALED", null, account(), Map.of("entries", written.count()));
        }
    }

    /** The trail as it stands, whose keyed hashes begin with its next entry; from the first on where it is said so. */
    private static AuditSeal.State end(Statements statements, long keyedFrom) throws SQLException {
        List<Entry> last = new ArrayList<>(1);
        statements.query(
                result -> last.add(read(result)),
                "SELECT id, at, event, drop_id, who, details, hash FROM audit"
                        + " WHERE id = (SELECT MAX(id) FROM audit)");
        long count = last.isEmpty() ? 0 : last.get(0).id();
        return new AuditSeal.State(
                keyedFrom == 0 ? count + 1 : keyedFrom,
                count,
                last.isEmpty() ? "" : last.get(0).hash());
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
