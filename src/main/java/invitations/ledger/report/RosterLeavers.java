package invitations.ledger.report;

import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.plan.RosterComparison;
import invitations.ledger.store.Database;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who was in the last roster of a feed, and is not in the next one. A method throws {@link LedgerException} when the ledger
 * cannot be read. Safe for any number of threads.
 */
public final class RosterLeavers {
    private final Database database;

    public RosterLeavers(Database database) {
        this.database = database;
    }

    /**
     * The last row of somebody who has left.
     *
     * @param line the line of the last roster that it starts on
     * @param status what became of it
     * @param cells its values as they stand in that file
     */
    public record Leaver(long line, RowStatus status, List<String> cells) {
        public Leaver {
            cells = List.copyOf(cells);
        }
    }

    /** {@return how many have left, as the plan of the drop found; null where it was compared with no roster} */
    public @Nullable Long count(Drop drop) {
        return database.read(statements -> {
                    List<Long> count = new ArrayList<>(1);
                    statements.query(
                            result -> count.add(result.getLong(1)),
                            "SELECT leavers FROM drops WHERE number = ? AND roster_before IS NOT NULL",
                            drop.number());
                    return count.stream().findFirst();
                })
                .orElse(null);
    }

    /** {@return the roster that the drop was compared with; empty where there is none} */
    public Optional<Drop> before(Drop drop) {
        return database.read(statements -> DropQuery.find(
                statements, "number = (SELECT roster_before FROM drops WHERE number = ?)", drop.number()));
    }

    /** {@return the drops that people have left, the oldest first} */
    public List<Drop> drops() {
        return database.read(statements -> DropQuery.list(statements, FullScanGuard.WANTED + "WHERE leavers > 0"));
    }

    /**
     * Hands over those who have left, in the order of their file. None is kept in memory, however many there are.
     */
    public void each(Drop drop, Consumer<Leaver> reader) {
        database.read(statements -> {
            RosterComparison.eachLeaver(
                    statements,
                    "r.line, r.status, r.cells",
                    drop,
                    result -> reader.accept(new Leaver(
                            result.getLong(1),
                            RowStatus.valueOf(result.getString(2)),
                            Json.texts(result.getString(3)))));
            return drop;
        });
    }
}
