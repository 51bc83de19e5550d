package invitations.ledger.report;

import invitations.invitation.DropState;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.store.Database;
import invitations.ledger.store.LedgerException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which reports were sent to which servers. A method throws {@link LedgerException} when the ledger cannot be read or
 * written. Safe for any number of threads.
 */
public final class Deliveries {
    /** Stands for no drop: from when on a server gets reports. */
    private static final long BEGINNING = 0;

    private final Database database;

    public Deliveries(Database database) {
        this.database = database;
    }

    /**
     * A report that a server does not have.
     *
     * @param drop whose report it is
     * @param edition how often it has changed; from 1
     */
    public record Due(Drop drop, long edition) {}

    /** The server gets the reports that change from now on; when this is called again, those since the first call. */
    public void begin(String server) {
        database.write(statements -> {
            int isNew = statements.update(
                    "INSERT INTO deliveries (server, drop_number, edition) VALUES (?, ?, 0)"
                            + " ON CONFLICT (server, drop_number) DO NOTHING",
                    server,
                    BEGINNING);
            return isNew == 0
                    ? 0
                    : statements.update(
                            "INSERT INTO deliveries (server, drop_number, edition)"
                                    + " SELECT ?, number, edition FROM drops WHERE state IN (?, ?)",
                            server,
                            DropState.REPORTED.name(),
                            DropState.REFUSED.name());
        });
    }

    /** The reports that the server does not have as they are now, the oldest drop first; at most 100. */
    public List<Due> due(String server) {
        return database.read(statements -> {
            List<Long> numbers = new ArrayList<>();
            List<Long> editions = new ArrayList<>();
            statements.query(
                    result -> {
                        numbers.add(result.getLong(1));
                        editions.add(result.getLong(2));
                    },
                    """
                    SELECT d.number, d.edition FROM drops d WHERE d.state IN (?, ?) AND d.erased_at IS NULL AND NOT EXISTS
                      (SELECT 1 FROM deliveries s WHERE s.server = ? AND s.drop_number = d.number
                        AND s.edition = d.edition) ORDER BY d.number LIMIT 100""",
                    DropState.REPORTED.name(),
                    DropState.REFUSED.name(),
                    server);
            List<Due> due = new ArrayList<>();
            for (int i = 0; i < numbers.size(); i++) {
                due.add(new Due(DropQuery.get(statements, numbers.get(i)), editions.get(i)));
            }
            return due;
        });
    }

    /** The server has that edition of the report. */
    public void delivered(String server, Due due) {
        database.write(statements -> statements.update(
                "INSERT INTO deliveries (server, drop_number, edition) VALUES (?, ?, ?)"
                        + " ON CONFLICT (server, drop_number) DO UPDATE SET edition = excluded.edition",
                server,
                due.drop().number(),
                due.edition()));
    }
}
