package invitations.ledger.operate;

import invitations.invitation.PersonMatcher;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropNames;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.DropWarnings;
import invitations.ledger.send.BlankCounts;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.Database;
import invitations.ledger.store.FullScanGuard;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes out what the ledger has on people. Rows keep their number, line, status, codes and counts, and the keys by
 * which a person is known again, who is not invited twice therefore. A method throws {@link LedgerException} when the
 * ledger cannot be read or written. Safe for any number of threads.
 */
public final class Erasure {
    /** What stands where a message was that may have named the person. */
    public static final String FORGOTTEN = "erased: a person whom the row names was forgotten";
    /** What stands where the messages of a drop were whose time is over. */
    public static final String PURGED = "erased: the time for which it was to be kept is over";

    private static final String NAME = "erased.csv";
    /** Like the place of any file in the work folder, so that looking for it there harms nothing. */
    private static final String NO_FILE = "erased/erased/" + NAME;

    private final Database database;
    private final Clock clock;
    private final PersonTraces traces;

    public Erasure(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.traces = new PersonTraces(database);
    }

    /**
     * Where a drop names somebody.
     *
     * @param rows the ids of the rows that do, first steps among them
     * @param count how many rows of the file these are
     */
    public record Trace(Drop drop, List<Long> rows, long count) {}

    /** {@return the drops that name the person} What was erased before names nobody. */
    public List<Trace> find(PersonMatcher person) {
        return traces.of(person);
    }

    /**
     * Erases the rows, and what else of their drops names the person, all at once. Their files are due from then on. False,
     * and nothing is done, when one of the drops has been taken up again meanwhile.
     */
    public boolean forget(PersonMatcher person, List<Trace> found, String who) {
        return database.write(statements -> {
            for (Trace trace : found) {
                if (!DropQuery.get(statements, trace.drop().number()).hasEnded()) {
                    return false;
                }
            }
            for (Trace trace : found) {
                Set<Long> rows = new HashSet<>(trace.rows());
                Map<Long, String> counts = BlankCounts.of(statements, trace.drop(), rows::contains);
                statements.updateAll(
                        blanking("status = 'REFUSED' AND message IS NULL", "id IN ({ids})"), trace.rows(), FORGOTTEN);
                statements.updateAll("UPDATE follow_ups SET joined_as = NULL WHERE row IN ({ids})", trace.rows());
                BlankCounts.keep(statements, counts);
                drop(statements, trace.drop(), FORGOTTEN, person);
            }
            List<String> drops = found.stream().map(trace -> trace.drop().id()).toList();
            Map<String, Object> what = Map.of(
                    "drops",
                    drops,
                    "rows",
                    found.stream().mapToLong(Trace::count).sum());
            AuditTrail.note(statements, clock, "FORGOTTEN", null, who, new TreeMap<>(what));
            return true;
        });
    }

    /**
     * Erases all that an ended drop has on people. Its files are due from then on. False, and nothing is done, when the drop
     * has been taken up again meanwhile.
     */
    public boolean purge(Drop drop) {
        return database.write(statements -> {
            if (!DropQuery.get(statements, drop.number()).hasEnded()) {
                return false;
            }
            RowRange rows = RowRange.of(drop.number());
            Map<Long, String> counts = BlankCounts.of(statements, drop, id -> true);
            statements.update(blanking("message IS NULL", "id IN {rows}"), PURGED, rows);
            statements.update("UPDATE follow_ups SET joined_as = NULL WHERE row IN {rows}", rows);
            BlankCounts.keep(statements, counts);
            Compaction.repack(statements, rows);
            drop(statements, drop, PURGED, null);
            statements.update("UPDATE drops SET erased_at = ? WHERE number = ?", clock.millis(), drop.number());
            return true;
        });
    }

    /**
     * Notes that the file of an ended drop is not kept any more, before it is deleted.
     *
     * @return whether it was done; not when the drop has been taken up again meanwhile
     */
    public boolean inputGone(Drop drop) {
        return database.write(statements -> statements.update(
                        "UPDATE drops SET input_gone = 1 WHERE number = ? AND state IN ('REPORTED', 'REFUSED')",
                        drop.number())
                == 1);
    }

    /** Notes for the audit trail what was deleted since its time was over. */
    public void purged(String who, Map<String, ?> details) {
        database.write(statements ->
                AuditTrail.note(statements, clock, "PURGED", null, who, new TreeMap<String, Object>(details)));
    }

    /** The drops whose files are still to follow what was erased. */
    public List<Drop> filesDue() {
        return database.read(statements -> {
            List<Drop> due = new ArrayList<>();
            for (Drop drop : DropQuery.all(statements)) {
                if (statements.isAny("SELECT 1 FROM drops WHERE number = ? AND files_due = 1", drop.number())) {
                    due.add(drop);
                }
            }
            return due;
        });
    }

    /** The drops from which anything was erased. */
    public List<Drop> touched() {
        return database.read(statements -> {
            Set<Long> numbers = new HashSet<>();
            statements.query(
                    result -> numbers.add(result.getLong(1)),
                    "SELECT DISTINCT id >> 32 FROM drop_rows" + FullScanGuard.WANTED + "WHERE erased = 1");
            return DropQuery.all(statements).stream()
                    .filter(drop -> drop.erasedAt() != null || numbers.contains(drop.number()))
                    .toList();
        });
    }

    /** They have. */
    public void filesDone(Drop drop) {
        database.write(
                statements -> statements.update("UPDATE drops SET files_due = 0 WHERE number = ?", drop.number()));
    }

    /**
     * Takes out what operators handed in to have somebody forgotten, and leaves nothing of all that was erased in the
     * ledger's journal.
     *
     * @return whether the journal is empty; not while another process is reading
     */
    public boolean leaveNoTrace() {
        database.write(statements ->
                statements.update("UPDATE commands SET arguments = '[]' WHERE verb = 'forget'" + FullScanGuard.WANTED));
        return database.emptyJournal();
    }

    /**
     * Writes the whole ledger anew, since the unused parts of its pages may still have what was erased. Nothing else is
     * written meanwhile.
     *
     * @return why it could not be done, as the rest of a sentence; null when it was
     */
    public @Nullable String writeAnew(LongSupplier freeDisk) {
        return new Compaction(database, freeDisk).rewrite("its pages may have copies of what was erased");
    }

    /** Gives back what room the purged rows needed; see {@link Compaction#run}. */
    public Compaction.Result shrink(boolean isWorthIt, LongSupplier freeDisk) {
        return new Compaction(database, freeDisk).run(isWorthIt);
    }

    /** Of rows that are silent, the message stays empty. The API's words for a refused row are counted, also when erased. */
    private static String blanking(String silent, String which) {
        return "UPDATE drop_rows SET cells = '[]', cells_hash = NULL, domain = NULL, item = NULL, compared = NULL, errors = NULL, warnings = NULL,"
                + " remote_id = NULL,"
                + " message = CASE WHEN " + silent + " THEN NULL ELSE ? END, erased = 1 WHERE " + which;
    }

    /** @param person whom only to take out; null for everything that may be about people */
    private static void drop(Statements statements, Drop drop, String message, @Nullable PersonMatcher person)
            throws SQLException {
        List<String> header = drop.header().stream()
                .map(name -> isAbout(name, person) ? Drop.ERASED : name)
                .toList();
        boolean isNameAbout = person == null ? drop.fileName().indexOf('@') >= 0 : person.isInName(drop.fileName());
        statements.update(
                "UPDATE drops SET file_name = ?, work = ?, header = CASE WHEN header IS NULL THEN NULL ELSE ? END,"
                        + " message = CASE WHEN message IS NULL THEN NULL ELSE ? END, input_gone = 1, files_due = 1,"
                        + " edition = edition + 1 WHERE number = ?",
                isNameAbout ? NAME : drop.fileName(),
                isNameAbout ? NO_FILE : drop.work(),
                Json.write(header),
                person == null || person.isIn(drop.message()) ? message : drop.message(),
                drop.number());
        DropWarnings.erase(statements, drop.number(), person);
        if (person == null) {
            DropNames.erase(statements, drop.number());
        } else {
            DropNames.forget(statements, drop.number(), person);
        }
        Map<String, List<String>> answers = new LinkedHashMap<>();
        statements.query(
                result -> answers.put(result.getString(1), Json.texts(result.getString(2))),
                "SELECT call, error_codes FROM bulk_answers WHERE drop_number = ?",
                drop.number());
        for (Map.Entry<String, List<String>> answer : answers.entrySet()) {
            List<String> codes = answer.getValue().stream()
                    .map(code -> person == null || person.isIn(code) ? message : code)
                    .toList();
            statements.update(
                    "UPDATE bulk_answers SET error_codes = ? WHERE call = ?", Json.write(codes), answer.getKey());
        }
    }

    private static boolean isAbout(String name, @Nullable PersonMatcher person) {
        return person == null ? name.indexOf('@') >= 0 : person.isIn(name);
    }
}
