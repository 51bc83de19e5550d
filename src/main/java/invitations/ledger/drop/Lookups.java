package invitations.ledger.drop;

import invitations.ledger.status.RowTransition;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.MetaTable;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Which rows the API's list must be asked about right before their intent: those whose feed wants it, and in a ledger that
 * was brought back all rows whose person it may not know. A row whose look-up is not there, or too old, gets no intent: it
 * is {@code UNCHECKED} again.
 */
public final class Lookups {
    /** How old a look-up may be when its row is sent. */
    public static final Duration FRESH = Duration.ofMinutes(1);

    /** That the ledger was brought back, and how often. */
    private static final String RESTORED = "restored";

    /** That the ledger was brought back, and a key of the row was neither sent since nor decided about. */
    public static final String UNKNOWN =
            """
            EXISTS (SELECT 1 FROM meta WHERE name = 'restored')
              AND (NOT EXISTS (SELECT 1 FROM looked_up_keys k WHERE k.key = drop_rows.key1)
                OR (drop_rows.key2 IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM looked_up_keys k WHERE k.key = drop_rows.key2)))""";

    private static final String REQUIRED = "(ask_first = 1 OR (" + UNKNOWN + "))";

    /** From when on the API is asked in a ledger that was brought back, by the settle clock of this start. */
    private static final String BEGINNING = "lookups_from";

    /** When the API may be asked first. */
    public static final String FIRST =
            "COALESCE((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'lookups_from'), 0)";

    private static final String BEGIN = sendBack(REQUIRED + " AND id IN {rows}");
    private static final String SEND_BACK =
            sendBack("(looked_up IS NULL OR looked_up < ?) AND " + REQUIRED + " AND id IN ({ids})");

    private Lookups() {}

    /**
     * The program starts. In a ledger that was brought back nobody counts as absent within a settle time of that: a process that
     * was killed right before may have left a call at the API, which acts on it or shows it until then.
     */
    public static void start(Statements statements, SettleClock settleClock) throws SQLException {
        if (isRestored(statements)) {
            MetaTable.set(statements, BEGINNING, String.valueOf(settleClock.settleMillis()));
        }
    }

    /** From now on the drop is sent: none of its rows has been looked up. */
    public static int begin(Statements statements, long drop) throws SQLException {
        return statements.update(BEGIN, RowRange.of(drop));
    }

    /**
     * Takes back the rows that are to be sent and must be looked up before.
     *
     * @param since by the settle clock: what was looked up before that is looked up again
     * @return how many
     */
    public static int sendBack(Statements statements, List<Long> rows, long since) throws SQLException {
        return statements.updateAll(SEND_BACK, rows, since);
    }

    private static String sendBack(String which) {
        return RowTransition.LOOKUP_DUE.update("ask_at = " + FIRST + ", looked_up = NULL", which);
    }

    /** The rows have an intent: from now on the ledger knows their keys again. */
    public static void intended(Statements statements, List<Long> rows) throws SQLException {
        if (isRestored(statements)) {
            know(statements, "key1", "status = 'INTENT'", rows);
            know(statements, "key2", "status = 'INTENT'", rows);
        }
    }

    /**
     * A person has decided about a row, and has looked for that.
     *
     * @param isInvited whether its person is invited: nobody else invites them
     */
    public static void decided(Statements statements, long row, boolean isInvited) throws SQLException {
        if (!isRestored(statements)) {
            return;
        }
        for (String key : List.of("key1", "key2")) {
            if (isInvited) {
                statements.update(
                        "INSERT INTO claims (key, row) SELECT " + key + ", id FROM drop_rows WHERE id = ? AND " + key
                                + " IS NOT NULL ON CONFLICT DO NOTHING",
                        row);
            } else {
                know(statements, key, "status <> 'INTENT'", List.of(row));
            }
        }
    }

    /** The ledger was brought back: of nobody it is known whether they were invited since it was saved. */
    public static int mark(Statements statements) throws SQLException {
        statements.update("DELETE FROM looked_up_keys" + FullScanGuard.WANTED);
        int times = MetaTable.find(statements, RESTORED).map(Integer::valueOf).orElse(0) + 1;
        MetaTable.set(statements, RESTORED, String.valueOf(times));
        return times;
    }

    private static boolean isRestored(Statements statements) throws SQLException {
        return MetaTable.find(statements, RESTORED).isPresent();
    }

    private static void know(Statements statements, String key, String which, List<Long> rows) throws SQLException {
        statements.updateAll(
                "INSERT INTO looked_up_keys (key) SELECT " + key + " FROM drop_rows WHERE " + which + " AND " + key
                        + " IS NOT NULL AND id IN ({ids}) ON CONFLICT DO NOTHING",
                rows);
    }
}
