package invitations.camel.steps;

import invitations.base.ExceptionCauses;
import invitations.csv.InputFormat;
import invitations.feed.Feed;
import invitations.feed.FeedReader;
import invitations.feed.SuppressionList;
import invitations.guard.Guards;
import invitations.intake.check.RowPlanner;
import invitations.intake.check.RowPolicy;
import invitations.intake.column.ColumnNames;
import invitations.intake.inbox.WorkFile;
import invitations.intake.read.CsvInput;
import invitations.intake.read.DropFile;
import invitations.intake.read.FileWarnings;
import invitations.intake.read.ReadLimits;
import invitations.intake.read.RowReader;
import invitations.intake.read.TimeBudget;
import invitations.intake.unpack.UnpackWarnings;
import invitations.invitation.FileRefusedException;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.Target;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.plan.PlanWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code planning}: rows in, invitations or reasons into the ledger. Safe for any number of threads. */
public final class PlanDropSteps {
    private static final Logger LOG = LoggerFactory.getLogger(PlanDropSteps.class);

    private static final int ROWS_TOGETHER = 500;
    private static final long CHARACTERS_TOGETHER = 1 << 18;

    private final Ledger ledger;
    private final Supplier<Collection<Target>> targets;
    private final Supplier<FeedReader> feeds;
    private final SuppressionList suppression;
    private final Guards guards;
    private final long mostBlank;
    private final ReadLimits limits;
    private final TimeBudget time;

    /**
     * @param targets the registered targets; asked for late, since the routes name them
     * @param feeds the settings of the feeds
     * @param suppression those who want no invitation
     * @param guards what holds drops
     * @param mostBlank how many blank invitations one row may ask for
     * @param limits how large files may be
     * @param time how long reading a file may take
     */
    public PlanDropSteps(
            Ledger ledger,
            Supplier<Collection<Target>> targets,
            Supplier<FeedReader> feeds,
            SuppressionList suppression,
            Guards guards,
            long mostBlank,
            ReadLimits limits,
            TimeBudget time) {
        this.time = time;
        this.suppression = suppression;
        this.guards = guards;
        this.ledger = ledger;
        this.targets = targets;
        this.feeds = feeds;
        this.mostBlank = mostBlank;
        this.limits = limits;
    }

    /** A file that is opened to be read as its feed wants it now. */
    public record Source(
            WorkFile arrival, String drop, Feed feed, Collection<Target> targets, CsvInput csv, TimeBudget time) {}

    /** A drop that is being planned. */
    public record Planned(
            ReceivedFile received,
            Feed feed,
            RowReader records,
            RowPlanner planner,
            PlanWriter plan,
            TimeBudget time) {}

    /** Opens the text of the file: finds its charset and its dialect. */
    public Source open(ReceivedFile received) throws IOException {
        try {
            return open(
                    received.arrival(), received.file(), received.reception().drop());
        } catch (RuntimeException | Error failure) {
            throw unforeseen(received, failure);
        }
    }

    /**
     * Opens the text of a file.
     *
     * @param drop whose rows they are to be
     */
    Source open(WorkFile arrival, DropFile file, Drop drop) throws IOException {
        if (arrival.refusal() != null) {
            throw arrival.refusal();
        }
        TimeBudget left = time.begin(file.size());
        Feed feed = feeds.get().named(drop.feed());
        Collection<Target> known = targets.get();
        FileWarnings warnings = new FileWarnings(feed.refusedWarnings(), UnpackWarnings.of(arrival.file()));
        CsvInput csv = file.csv(feed.csv(), limits, ColumnNames.known(feed, known), warnings);
        return new Source(arrival, drop.id(), feed, known, csv, left);
    }

    /** Takes the header off the records of the file, and prepares to check the rest. */
    public Planned begin(ReceivedFile received, Source source, RowReader records) {
        return guarded(received, () -> {
            RowPlanner planner = planner(source, records);
            RosterMarks.note(ledger, received);
            PlanWriter plan = ledger.plan(received.reception().drop());
            if (source.feed().restrictions().isOtherCaseAccepted()) {
                plan.acceptOtherCase();
            }
            plan.reviewBy(guards.review(source.feed()));
            return new Planned(received, source.feed(), records, planner, plan, source.time());
        });
    }

    /** Takes the header off the records of a file, to have the rest planned. */
    RowPlanner planner(Source source, RowReader records) {
        RowPlanner planner = RowPlanner.begin(
                records,
                source.feed(),
                source.targets(),
                new RowPolicy(ledger.clock(), mostBlank, source.drop(), suppression.now()));
        planner.warnings().forEach(records.warnings()::add);
        return planner;
    }

    /**
     * The rows, some together: as many as a bean call is worth, or fewer where they are large. What is wrong with the file
     * comes as a {@link FileRefusedException}.
     */
    public Iterator<List<InputRow>> rows(Planned planned) {
        RowReader records = planned.records();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return guarded(planned.received(), records::hasNext);
            }

            @Override
            public List<InputRow> next() {
                return guarded(planned.received(), () -> some(records, planned.time()));
            }
        };
    }

    private static List<InputRow> some(RowReader records, TimeBudget time) {
        List<InputRow> rows = new ArrayList<>(ROWS_TOGETHER);
        long characters = 0;
        do {
            time.check();
            InputRow row = records.next();
            rows.add(row);
            for (String cell : row.cells()) {
                characters += cell.length();
            }
        } while (rows.size() < ROWS_TOGETHER && characters < CHARACTERS_TOGETHER && records.hasNext());
        return rows;
    }

    /** Checks some rows and hands them to the ledger. */
    public void check(Planned planned, List<InputRow> rows) {
        List<PlannedRow> checked = guarded(planned.received(), () -> rows.stream()
                .map(row -> {
                    planned.time().check();
                    return planned.planner().plan(row);
                })
                .toList());
        planned.plan().append(checked);
    }

    /** Ends the plan. */
    public Drop finish(Planned planned) {
        InputFormat format = planned.records().input();
        UnpackWarnings.leftOut(planned.received().arrival().file()).ifPresent(planned.plan()::leaveOut);
        Drop drop = planned.plan()
                .finish(
                        planned.planner().header().cells(),
                        planned.planner().hidden(),
                        format,
                        planned.received().arrival().hold(),
                        planned.feed().precautions().reinviteAfter(),
                        planned.records().warnings().ofFile());
        if (!format.charset().equals("UTF-8")) {
            LOG.info(
                    "Drop {} is read as {}: {}",
                    drop.id(),
                    format.charset(),
                    format.charsetBy().label());
        }
        LOG.info("Drop {} of feed {} is planned: {} rows", drop.id(), drop.feed(), drop.rows());
        if (drop.code() == ReasonCode.HELD_BY_GUARD) {
            LOG.warn("Drop {} of feed {} is held: {}", drop.id(), drop.feed(), drop.message());
        }
        return drop;
    }

    private static <T> T guarded(ReceivedFile received, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException | Error failure) {
            throw unforeseen(received, failure);
        }
    }

    private static RuntimeException unforeseen(ReceivedFile received, Throwable failure) {
        return UnexpectedFailure.at(received.arrival(), ReasonCode.UNREADABLE_FILE, failure);
    }

    /** Refuses the file as a whole, for the {@link FileRefusedException} that caused the failure. */
    public Drop refuse(ReceivedFile received, Throwable failure) {
        FileRefusedException reason =
                ExceptionCauses.find(failure, FileRefusedException.class).orElseThrow();
        return ledger.drops().refuse(received.reception().drop(), reason);
    }

    /** Closes the file, whatever became of it; nothing where none was opened. */
    public void close(@Nullable ReceivedFile received) throws IOException {
        if (received != null) {
            received.file().close();
        }
    }
}
