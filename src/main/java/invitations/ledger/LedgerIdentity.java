package invitations.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.Invitation;
import invitations.invitation.InvitationKey;
import invitations.invitation.Operation;
import invitations.invitation.RowStatus;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerRefusedException;
import invitations.ledger.store.LedgerSecret;
import invitations.ledger.store.MetaTable;
import invitations.ledger.store.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a ledger belongs to: its key, and the API that it knows people of. With others it would invite everybody again. A
 * ledger from which no row has reached an API goes over to another one, since its address may have been wrong.
 */
public final class LedgerIdentity {
    public static final String OTHER_KEY = "ledger.key is not the key of this ledger (it has the fingerprint %2$s, the"
            + " ledger was made with %1$s). Bring the right one back from your backup.";
    public static final String OTHER_API = "This ledger knows who was invited at %1$s, but the API is now %2$s. Use"
            + " another home for another API; if it is the same API under a new URL, set invitations.api.id = %1$s.";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerIdentity.class);
    private static final String API = "api";
    private static final int PAGE = 500;

    private LedgerIdentity() {}

    /** The key that a ledger is made with stays its own from the first drop on. */
    static void belongsTo(Database database, String name, String value, String complaint) {
        String found = database.write(statements -> {
            statements.update(
                    "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                            + " WHERE (SELECT MAX(number) FROM drops) IS NULL",
                    name,
                    value);
            return MetaTable.get(statements, name);
        });
        mustBe(found, value, complaint);
    }

    /**
     * Binds the ledger to an API, or finds that it is bound to it.
     *
     * @throws LedgerRefusedException when it is bound to another one, and somebody may have been invited there
     */
    static void belongsToApi(Database database, byte[] secret, String api, Clock clock) {
        database.write(statements -> {
            statements.update("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", API, api);
            String found = MetaTable.get(statements, API);
            if (found.equals(api)) {
                return false;
            }
            if (hasReachedApi(statements)
                    || !rekey(statements, new InvitationKey(secret, found), new InvitationKey(secret, api))) {
                throw new LedgerRefusedException(String.format(OTHER_API, found, api));
            }
            statements.update("UPDATE meta SET value = ? WHERE name = ?", api, API);
            AuditTrail.note(
                    statements,
                    clock,
                    "API_CHANGED",
                    null,
                    AuditTrail.account(),
                    new LinkedHashMap<>(Map.of("api", api)));
            LOG.warn("The API was {} and is {} from now on; no row had reached it", found, api);
            return true;
        });
    }

    /** {@return whether any row may have been acted on by an API, or was seen there} May read all rows: for rare questions. */
    static boolean hasReachedApi(Statements statements) throws SQLException {
        return statements.isAny("SELECT 1 FROM claims" + FullScanGuard.WANTED + "LIMIT 1")
                || statements.isAny("SELECT 1 FROM drop_rows" + FullScanGuard.WANTED
                        + "WHERE " + StatusSql.in(RowStatus.with(RowStatus.MAY_HAVE_INVITED, RowStatus.REFUSED))
                        + " OR (status = 'ALREADY_INVITED' AND remote_id IS NOT NULL)"
                        + " OR intents > (SELECT COUNT(DISTINCT e.intent) FROM row_events e WHERE e.row = drop_rows.id"
                        + " AND e.event = 'NOT_SENT') LIMIT 1");
    }

    /** A row with a key, as it was planned. */
    private record Keyed(long id, Invitation invitation, List<byte @Nullable []> keys) {}

    /**
     * Gives all rows the keys that they have at the other API.
     *
     * @return false when what a row has does not say how its keys were made: nothing may be changed then
     */
    private static boolean rekey(Statements statements, InvitationKey before, InvitationKey now) throws SQLException {
        long after = 0;
        for (List<Keyed> page = keyed(statements, after); !page.isEmpty(); page = keyed(statements, after)) {
            for (Keyed row : page) {
                after = row.id();
                String name = Long.toHexString(row.id());
                if (!isSame(before.of(row.invitation(), name), row.keys())) {
                    return false;
                }
                List<byte[]> keys = now.of(row.invitation(), name);
                statements.update(
                        "UPDATE drop_rows SET key1 = ?, key2 = ? WHERE id = ?",
                        keys.get(0),
                        keys.size() > 1 ? keys.get(1) : null,
                        row.id());
            }
        }
        return true;
    }

    private static boolean isSame(List<byte[]> keys, List<byte @Nullable []> found) {
        return Arrays.equals(keys.get(0), found.get(0))
                && Arrays.equals(keys.size() > 1 ? keys.get(1) : null, found.get(1));
    }

    private static List<Keyed> keyed(Statements statements, long after) throws SQLException {
        List<Keyed> page = new ArrayList<>();
        statements.query(
                result -> page.add(keyed(result)),
                "SELECT id, target, operation, tenant, target_key, pool, item, key1, key2 FROM drop_rows"
                        + " WHERE id > ? AND key1 IS NOT NULL AND item IS NOT NULL ORDER BY id LIMIT ?",
                after,
                PAGE);
        return page;
    }

    private static Keyed keyed(ResultSet result) throws SQLException {
        JsonNode json = Json.read(result.getString(7));
        Map<String, Object> item = new LinkedHashMap<>();
        json.properties()
                .forEach(field -> item.put(field.getKey(), field.getValue().asText()));
        return new Keyed(
                result.getLong(1),
                new Invitation(
                        result.getString(2),
                        Operation.valueOf(result.getString(3)),
                        result.getString(4),
                        result.getString(5),
                        result.getString(6),
                        json.path("email").textValue(),
                        json.path("username").textValue(),
                        item,
                        Invitation.Asking.NOT),
                Arrays.asList(result.getBytes(8), result.getBytes(9)));
    }

    public static void mustBe(String found, String value, String complaint) {
        if (!found.equals(value)) {
            throw new LedgerRefusedException(String.format(complaint, found, value));
        }
    }

    /**
     * Finds whether a ledger that is only read is of that key and API.
     *
     * @throws LedgerRefusedException when it has another key; or another API, where somebody may have been invited
     */
    static void mustFit(Database database, byte[] secret, String api) {
        mustBe(
                database.read(statements -> MetaTable.get(statements, "key")),
                LedgerSecret.fingerprint(secret),
                OTHER_KEY);
        String found = database.read(statements -> MetaTable.get(statements, API));
        if (!found.equals(api) && database.read(LedgerIdentity::hasReachedApi)) {
            mustBe(found, api, OTHER_API);
        }
    }
}
