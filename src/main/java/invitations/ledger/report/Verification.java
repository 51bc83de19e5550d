package invitations.ledger.report;

import invitations.invitation.InvitationKey;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.Readings;
import invitations.ledger.plan.Comparison;
import invitations.ledger.send.RowEvent;
import invitations.ledger.status.RowTransitions;
import invitations.ledger.status.StatusSql;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowId;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the ledger against its promise, by nothing but what it has written down: every row is accounted for, and
 * nobody was sent an invitation again without a proof that the one before came to nothing. A method throws
 * {@link LedgerException} when the ledger cannot be read or written. Safe for any number of threads.
 */
public final class Verification {
    private static final String ACCOUNTED = RowEvent.accounted("r");

    /** It met another row whose outcome is not known, and was itself surely not sent. */
    private static final String REVIEWED_FOR_ANOTHER = "r.status = 'NEEDS_REVIEW' AND r.intents <= " + ACCOUNTED;

    /** Blank invitations are made for nobody, and another row may have sent this one's invitation again. */
    private static final String SPEAKS_FOR_NOBODY =
            """
            r.operation = 'BLANK' AND r.status = 'INVITED' OR EXISTS (
              SELECT 1 FROM claims c JOIN drop_rows o ON o.id = c.row
              WHERE c.key IN (r.key1, r.key2) AND o.instead_of IS NOT NULL)""";

    private static final String MAY_BE_INVITED = StatusSql.in("r", RowStatus.MAY_HAVE_INVITED);
    private static final String OPEN = StatusSql.in("r", RowStatus.OPEN);

    /** There is no way to these but by a call. */
    private static final String CALLED = StatusSql.in("r", RowTransitions.onlyByCall());

    /** All of its calls came to nothing, since it may be sent once more. */
    private static final String MAY_BE_SENT =
            StatusSql.in("r", RowStatus.with(RowStatus.UNSENT, RowStatus.UNPROCESSED));

    /** Its person is free for others. */
    private static final String FOR_NOBODY = StatusSql.in(
            "r",
            RowStatus.setOf(
                    RowStatus.INVALID,
                    RowStatus.DUPLICATE,
                    RowStatus.REFUSED,
                    RowStatus.UNPROCESSED,
                    RowStatus.SKIPPED));

    private final Database database;
    private final AuditTrail audit;
    private final InvitationKey keys;

    public Verification(Database database, AuditTrail audit, InvitationKey keys) {
        this.database = database;
        this.audit = audit;
        this.keys = keys;
    }

    /** Compares a file with what the ledger has of the drop that it was. */
    public Comparison comparison(Drop drop) {
        return new Comparison(new Readings(database), keys, drop);
    }

    /**
     * What was found.
     *
     * @param counts rows, keys, intents and the like
     * @param findings what does not keep the promise, a sentence each; empty when all does
     */
    public record Statement(Map<String, Long> counts, List<String> findings) {
        public boolean holds() {
            return findings.isEmpty();
        }
    }

    /**
     * Looks through the ledger.
     *
     * @param drops the ids of the drops to look at; empty for all
     */
    public Statement of(Set<String> drops) {
        List<String> ofAudit = audit.findings();
        return database.read(statements -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            List<String> findings = new ArrayList<>();
            count(statements, counts);
            for (Drop drop : DropQuery.all(statements)) {
                if (drops.isEmpty() || drops.contains(drop.id())) {
                    verify(statements, drop, findings);
                }
            }
            keys(statements, findings);
            findings.addAll(ofAudit);
            return new Statement(counts, findings);
        });
    }

    private static void count(Statements statements, Map<String, Long> counts) throws SQLException {
        one(statements, counts, "drops", "SELECT COUNT(*) FROM drops");
        one(statements, counts, "rows", "SELECT COUNT(*) FROM drop_rows");
        one(statements, counts, "keys", "SELECT COUNT(key1) + COUNT(key2) FROM drop_rows");
        one(statements, counts, "claimed_keys", "SELECT COUNT(*) FROM claims");
        one(statements, counts, "intents", "SELECT COALESCE(SUM(intents), 0) FROM drop_rows");
        one(statements, counts, "invited", "SELECT COUNT(*) FROM drop_rows WHERE status = 'INVITED'");
        one(statements, counts, "open", "SELECT COUNT(*) FROM drop_rows r WHERE " + OPEN);
        one(statements, counts, "sent_again", "SELECT COUNT(*) FROM drop_rows WHERE intents > 1");
        one(statements, counts, "not_sent", "SELECT COUNT(*) FROM row_events WHERE event = 'NOT_SENT'");
        one(statements, counts, "absences", "SELECT COUNT(*) FROM row_events WHERE event = 'ABSENT'");
        one(statements, counts, "decisions", "SELECT COUNT(*) FROM row_events WHERE event = 'DECIDED'");
    }

    private static void one(Statements statements, Map<String, Long> counts, String name, String sql)
            throws SQLException {
        statements.query(result -> counts.put(name, result.getLong(1)), sql + FullScanGuard.WANTED);
    }

    private static void verify(Statements statements, Drop drop, List<String> findings) throws SQLException {
        if (drop.plannedAt() != null) {
            statements.query(
                    result -> {
                        if (result.getLong(1) != drop.rows()) {
                            findings.add("drop " + drop.id() + ": the file has " + drop.rows() + " rows, the ledger "
                                    + result.getLong(1));
                        }
                    },
                    "SELECT COUNT(*) FROM drop_rows WHERE id IN {rows}",
                    RowRange.ofFile(drop.number()));
        }
        if (drop.finishedAt() != null) {
            lines(statements, findings, drop, "has not ended, though its drop has", OPEN);
        }
        lines(statements, findings, drop, "ended without a call", CALLED + " AND r.intents = 0");
        lines(
                statements,
                findings,
                drop,
                "was sent again without a proof that the call before came to nothing",
                "r.intents > 0 AND r.intents - CASE WHEN " + MAY_BE_SENT + " THEN 0 ELSE 1 END > " + ACCOUNTED);
        lines(
                statements,
                findings,
                drop,
                "holds a claim, though it speaks for nobody",
                FOR_NOBODY + " AND EXISTS (SELECT 1 FROM claims c WHERE c.key IN (r.key1, r.key2) AND c.row = r.id)");
        lines(
                statements,
                findings,
                drop,
                "does not hold its person's claim",
                "r.intents > 0 AND " + MAY_BE_INVITED + " AND NOT (" + SPEAKS_FOR_NOBODY + ")"
                        + " AND NOT (" + REVIEWED_FOR_ANOTHER + ")"
                        + " AND ((SELECT c.row FROM claims c WHERE c.key = r.key1)"
                        + " IS DISTINCT FROM r.id OR (r.key2 IS NOT NULL AND (SELECT c.row FROM claims c WHERE c.key = r.key2)"
                        + " IS DISTINCT FROM r.id))");
        TransitionFindings.add(statements, drop, findings);
    }

    /** Adds a finding for each row of the drop that the condition is true of. */
    static void lines(Statements statements, List<String> findings, Drop drop, String what, String condition)
            throws SQLException {
        statements.query(
                result -> findings.add(
                        "drop " + drop.id() + ", line " + result.getLong(1) + " (" + result.getString(2) + ") " + what),
                "SELECT r.line, r.status FROM drop_rows r WHERE r.id IN {rows} AND " + condition + " ORDER BY r.id",
                RowRange.of(drop.number()));
    }

    /** The same person at the same place: one row at the most may have invited them. */
    private static void keys(Statements statements, List<String> findings) throws SQLException {
        String rows = " FROM drop_rows r" + FullScanGuard.WANTED
                + "WHERE intents > 0 AND operation <> 'BLANK' AND instead_of IS NULL AND " + MAY_BE_INVITED
                + " AND NOT (" + REVIEWED_FOR_ANOTHER + ")";
        statements.query(
                result -> findings.add("the same person may have been invited by " + result.getLong(1)
                        + " rows; one of them is line " + line(result.getLong(2), result.getLong(3))),
                "SELECT COUNT(*), MIN(id), MIN(line) FROM (SELECT key1 AS key, id, line" + rows
                        + " UNION ALL SELECT key2, id, line" + rows + " AND key2 IS NOT NULL) AS invited"
                        + " GROUP BY key HAVING COUNT(*) > 1");
    }

    private static String line(long row, long line) {
        return line + " of the drop with number " + RowId.drop(row);
    }
}
