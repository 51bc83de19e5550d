package invitations.ledger.plan;

import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.InvitationKey;
import invitations.invitation.PlannedRow;
import invitations.invitation.WarningCount;
import invitations.invitation.WarningCounts;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.DropQuery;
import invitations.ledger.drop.DropWarnings;
import invitations.ledger.drop.LeftOutSheets;
import invitations.ledger.drop.MadeBefore;
import invitations.ledger.drop.PrecheckStart;
import invitations.ledger.store.Database;
import invitations.ledger.store.Json;
import invitations.ledger.store.LedgerException;
import invitations.ledger.store.RowRange;
import invitations.ledger.store.Statements;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of one drop in, in the order of the file. A few chunks are on their way to the disk while the next
 * one is checked. Rows that were called before keep what they have: only what was left unprocessed is planned again.
 * A plan that is never finished leaves nothing behind: the next one begins anew. A method throws
 * {@link LedgerException} when the ledger cannot be read or written. For one thread at a time.
 */
public final class PlanWriter {
    private static final int CHUNKS_ON_THEIR_WAY = 4;

    private final Database database;
    private final InvitationKey keys;
    private final Clock clock;
    private final Drop drop;
    private final long beginning;
    private final Queue<CompletableFuture<Boolean>> onTheirWay = new ArrayDeque<>();
    private final WarningCounts warnings = new WarningCounts();
    private @Nullable KeySpellings spellings = new KeySpellings();
    private @Nullable String leftOut;
    private @Nullable PlanReview review;
    private long rows;
    private boolean twoKeys;

    public PlanWriter(Database database, InvitationKey keys, Clock clock, Drop drop) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
        this.drop = drop;
        this.beginning = database.write(this::begin).orElseThrow(this::superseded);
    }

    /** Takes keys that differ in upper and lower case only for different places, as the feed says. */
    public void acceptOtherCase() {
        spellings = null;
    }

    /**
     * Takes the next rows in.
     *
     * @throws IllegalStateException when planning of the drop was begun once more, or ended, elsewhere
     */
    public void append(List<PlannedRow> chunk) {
        List<RowInsert> records = chunk.stream()
                .flatMap(row -> RowInsert.of(drop.number(), row, keys).stream())
                .toList();
        rows += chunk.size();
        for (PlannedRow row : chunk) {
            if (!(row instanceof PlannedRow.Skipped)) {
                row.row().warnings().forEach(warnings::add);
            }
            if (spellings != null && row instanceof PlannedRow.Valid valid) {
                spellings.add(valid.invitation());
            }
        }
        twoKeys |= records.stream().anyMatch(RowInsert::hasTwoKeys);
        if (onTheirWay.size() == CHUNKS_ON_THEIR_WAY) {
            await(onTheirWay.remove());
        }
        onTheirWay.add(database.submit(statements -> insert(statements, records), true));
    }

    /**
     * Takes note that the file is one sheet of a workbook with others that are not read; to be called before the plan ends.
     *
     * @param mark what tells these sheets from others
     */
    public void leaveOut(String mark) {
        leftOut = mark;
    }

    /** Has the plan reviewed when it ends, and the drop held where the review says so; to be called before that. */
    public void reviewBy(PlanReview guards) {
        review = guards;
    }

    /**
     * Ends the plan: finds what the file says twice and what earlier drops did already.
     *
     * @param header the column names as they stand in the file
     * @param format how the file was read
     * @param hold whether a person must release the drop before anything is sent
     * @param reinviteAfter how old a pending invitation must be to be sent again; null when none ever is
     * @throws IllegalStateException when planning of the drop was begun once more, or ended, elsewhere
     */
    public Drop finish(List<String> header, InputFormat format, boolean hold, @Nullable Duration reinviteAfter) {
        return finish(header, Set.of(), format, hold, reinviteAfter, List.of());
    }

    /**
     * The same, where the file has columns whose cells are never kept, or there is something to warn of.
     *
     * @param hidden the places of these columns, from 0
     * @param ofFile what its readers warn of, beside what the rows have
     */
    public Drop finish(
            List<String> header,
            Set<Integer> hidden,
            InputFormat format,
            boolean hold,
            @Nullable Duration reinviteAfter,
            List<WarningCount> ofFile) {
        onTheirWay.forEach(this::await);
        warnings.addAll(ofFile);
        List<String> places =
                new TreeSet<>(hidden).stream().map(String::valueOf).toList();
        return database.write(statements -> finish(statements, header, places, format, hold, reinviteAfter))
                .orElseThrow(this::superseded);
    }

    private Optional<Long> begin(Statements statements) throws SQLException {
        statements.update("UPDATE drops SET plans = plans + 1 WHERE number = ?", drop.number());
        Drop now = DropQuery.get(statements, drop.number());
        if (now.state() != DropState.RECEIVED) {
            return Optional.empty();
        }
        if (now.plannedAt() == null) {
            statements.update("DELETE FROM drop_rows WHERE id IN {rows}", RowRange.of(drop.number()));
        }
        return Optional.of(statements.number("SELECT plans FROM drops WHERE number = ?", drop.number()));
    }

    /** {@return whether the drop still waits for this very plan} */
    private boolean isCurrent(Statements statements) throws SQLException {
        return DropQuery.find(statements, "number = ? AND state = 'RECEIVED' AND plans = ?", drop.number(), beginning)
                .isPresent();
    }

    private boolean insert(Statements statements, List<RowInsert> records) throws SQLException {
        if (!isCurrent(statements)) {
            return false;
        }
        RowInsert.insert(statements, records);
        return true;
    }

    private Optional<Drop> finish(
            Statements statements,
            List<String> header,
            List<String> hidden,
            InputFormat format,
            boolean hold,
            @Nullable Duration reinviteAfter)
            throws SQLException {
        if (!isCurrent(statements)) {
            return Optional.empty();
        }
        if (spellings != null) {
            spellings.settle(statements, drop);
        }
        new DuplicateFinder(
                        drop.number(),
                        twoKeys,
                        reinviteAfter == null ? null : clock.instant().minus(reinviteAfter))
                .settle(statements);
        if (review != null && review.isRoster()) {
            ChangedRows.mark(statements, drop);
        }
        MadeBefore.settle(statements, drop, clock.millis());
        PlanHold.Result reviewed =
                review == null ? PlanHold.Result.FREE : PlanHold.settle(statements, clock, drop, header, rows, review);
        boolean waits = reviewed == PlanHold.Result.HELD || (hold && reviewed == PlanHold.Result.FREE);
        boolean isDryRun = reviewed == PlanHold.Result.DRY_RUN;
        if (!waits && !isDryRun) {
            PrecheckStart.begin(statements, drop.number());
        }
        statements.update(
                "UPDATE drops SET state = ?, header = ?, row_count = ?, planned_at = ?, sending_at = ?,"
                        + " reinvite_after = ?, charset = ?, charset_by = ?, delimiter = ?, quote_sign = ?, escape_sign = ?,"
                        + " delimiter_named = ?, preamble_records = ?, blank_records = ?, hidden = ?,"
                        + " repeated_headers = ?, short_rows = ?, reading_rules = ?"
                        + " WHERE number = ?",
                (waits ? DropState.HELD : DropState.SENDING).name(),
                Json.write(header),
                rows,
                clock.millis(),
                waits || isDryRun ? null : clock.millis(),
                reinviteAfter == null ? null : reinviteAfter.toMillis(),
                format.charset(),
                format.charsetBy().name(),
                String.valueOf(format.dialect().delimiter()),
                String.valueOf(format.dialect().quote()),
                format.dialect().escape() == null
                        ? null
                        : String.valueOf(format.dialect().escape()),
                format.isDelimiterNamed() ? 1 : 0,
                format.preambleRecords(),
                format.blankRecords(),
                Json.write(hidden),
                format.repeatedHeaders(),
                format.shortRows(),
                format.rules(),
                drop.number());
        if (leftOut == null) {
            LeftOutSheets.keepWarning(statements, drop.number(), warnings);
        } else {
            LeftOutSheets.note(statements, drop.number(), leftOut);
        }
        DropWarnings.keep(statements, drop.number(), warnings.all());
        if (!isDryRun) {
            Supersession.of(statements, clock, drop);
        }
        return Optional.of(DropQuery.get(statements, drop.number()));
    }

    private void await(CompletableFuture<Boolean> write) {
        if (!Database.join(write)) {
            throw superseded();
        }
    }

    private IllegalStateException superseded() {
        return new IllegalStateException("drop " + drop.id() + " does not wait for this plan");
    }
}
