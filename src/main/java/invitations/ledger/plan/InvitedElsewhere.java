package invitations.ledger.plan;

import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.status.RowTransition;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.Database;
import invitations.ledger.store.RowRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks the planned rows of one ledger up in another one, in pages, so that a check can say what is done already. */
public final class InvitedElsewhere {
    private static final int PAGE = 500;

    private final Database own;
    private final Database other;

    public InvitedElsewhere(Database own, Database other) {
        this.own = own;
        this.other = other;
    }

    public void mark(Drop drop) {
        long after = 0;
        for (List<Planned> page = page(drop, after); !page.isEmpty(); page = page(drop, after)) {
            after = page.get(page.size() - 1).id();
            List<Found> found = find(page);
            own.write(statements -> {
                for (Found row : found) {
                    statements.update(
                            RowTransition.INVITED_BEFORE.update("code = 'ALREADY_INVITED', message = ?", "id = ?"),
                            row.message(),
                            row.id());
                }
                return found.size();
            });
        }
    }

    private List<Planned> page(Drop drop, long after) {
        return own.read(statements -> {
            List<Planned> page = new ArrayList<>(PAGE);
            statements.query(
                    result -> page.add(planned(result)),
                    "SELECT id, key1, key2 FROM drop_rows WHERE id IN {rows} AND status = 'PLANNED'"
                            + " ORDER BY id LIMIT ?",
                    RowRange.ofFile(drop.number()).behind(after),
                    PAGE);
            return page;
        });
    }

    private static Planned planned(ResultSet result) throws SQLException {
        return new Planned(result.getLong(1), result.getBytes(2), result.getBytes(3));
    }

    private List<Found> find(List<Planned> page) {
        return other.read(statements -> {
            List<Found> found = new ArrayList<>();
            for (Planned row : page) {
                statements.query(
                        result -> found.add(new Found(row.id(), result.getString(1))),
                        """
                        SELECT 'invited by drop ' || d.id || ', line ' || o.line FROM claims c
                        JOIN drop_rows o ON o.id = c.row JOIN drops d ON d.number = (o.id >> 32)
                        WHERE c.key IN (?, ?) AND %s LIMIT 1"""
                                .formatted(StatusSql.in("o", RowStatus.HAS_INVITATION)),
                        row.key1(),
                        row.key2());
            }
            return found;
        });
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Planned(long id, byte[] key1, byte @Nullable [] key2) {}

    private record Found(long id, String message) {}
}
