package invitations.ledger.send;

import invitations.invitation.OpenRow;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the rows that wait for a call go, counted. A method throws {@link LedgerException} when the ledger cannot be read. Safe for
 * any number of threads.
 */
public final class OpenPlaces {
    private final Database database;

    public OpenPlaces(Database database) {
        this.database = database;
    }

    /**
     * Where people are to be invited.
     *
     * @param people how many are
     */
    public record Place(String tenant, String targetKey, long people) {}

    /** {@return where the drop's rows for that target that were not sent yet invite people} */
    public List<Place> places(Drop drop, String target) {
        return database.read(statements -> {
            List<Place> places = new ArrayList<>();
            statements.query(
                    result -> places.add(new Place(result.getString(1), result.getString(2), result.getLong(3))),
                    "SELECT tenant, target_key, COUNT(*) FROM drop_rows WHERE id IN {rows} AND target = ?"
                            + " AND " + OpenRows.UNSENT + " AND operation IN ('SINGLE', 'BULK')"
                            + " GROUP BY tenant, target_key ORDER BY tenant, target_key",
                    RowRange.ofFile(drop.number()),
                    target);
            return places;
        });
    }

    /**
     * Where rows go.
     *
     * @param tenant the platform or organization
     * @param rows how many they are
     * @param first the first of them
     */
    public record Destination(String target, String tenant, long rows, OpenRow first) {}

    /** {@return where the rows of the drop's file go that were not sent yet, in the order of the file} */
    public List<Destination> destinations(Drop drop) {
        return database.read(statements -> {
            Map<Long, Long> counts = new LinkedHashMap<>();
            statements.query(
                    result -> counts.put(result.getLong(1), result.getLong(2)),
                    "SELECT MIN(id), COUNT(*) FROM drop_rows WHERE id IN {rows} AND " + OpenRows.UNSENT
                            + " GROUP BY target, tenant ORDER BY 1",
                    RowRange.ofFile(drop.number()));
            List<Destination> destinations = new ArrayList<>();
            for (Map.Entry<Long, Long> first : counts.entrySet()) {
                statements.query(
                        result -> {
                            OpenRow row = OpenRows.read(result);
                            destinations.add(new Destination(row.target(), row.tenant(), first.getValue(), row));
                        },
                        "SELECT " + OpenRows.COLUMNS + " FROM drop_rows WHERE id = ?",
                        first.getKey());
            }
            return destinations;
        });
    }
}
