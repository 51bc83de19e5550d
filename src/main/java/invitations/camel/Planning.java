package invitations.camel;

import invitations.base.ExceptionCauses;
import invitations.feed.Feed;
import invitations.feed.Feeds;
import invitations.feed.Suppression;
import invitations.intake.ColumnNames;
import invitations.intake.CsvInput;
import invitations.intake.DropFile;
import invitations.intake.FileWarnings;
import invitations.intake.Limits;
import invitations.intake.Planner;
import invitations.intake.PlanningRules;
import invitations.intake.Records;
import invitations.intake.TimeBudget;
import invitations.invitation.Code;
import invitations.invitation.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.RefusedFile;
import invitations.invitation.Target;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.Plan;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code planning}: rows in, invitations or reasons into the ledger. Safe for any number of threads. */
public final class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private static final int ROWS_TOGETHER = 500;
    private static final long CHARACTERS_TOGETHER = 1 << 18;

    private final Ledger ledger;
    private final Supplier<Collection<Target>> targets;
    private final Supplier<Feeds> feeds;
    private final Suppression suppression;
    private final long mostBlank;
    private final Limits limits;
    private final TimeBudget time;

    /**
     * @param targets the registered targets; asked for late, since the routes name them
     * @param feeds the settings of the feeds
     * @param suppression those who want no invitation
     * @param mostBlank how many blank invitations one row may ask for
     * @param limits how large files may be
     */
    public Planning(
            Ledger ledger,
            Supplier<Collection<Target>> targets,
            Supplier<Feeds> feeds,
            Suppression suppression,
            long mostBlank,
            Limits limits) {
        this(ledger, targets, feeds, suppression, mostBlank, limits, TimeBudget.ENDLESS);
    }

    /**
     * The same, but that files are not read for ever.
     *
     * @param time how long each may take
     */
    Planning(
            Ledger ledger,
            Supplier<Collection<Target>> targets,
            Supplier<Feeds> feeds,
            Suppression suppression,
            long mostBlank,
            Limits limits,
            TimeBudget time) {
        this.time = time;
        this.suppression = suppression;
        this.ledger = ledger;
        this.targets = targets;
        this.feeds = feeds;
        this.mostBlank = mostBlank;
        this.limits = limits;
    }

    /** A file that is opened to be read as its feed wants it now. */
    public record Source(
            Arrival arrival, String drop, Feed feed, Collection<Target> targets, CsvInput csv, TimeBudget time) {}

    /** A drop that is being planned. */
    public record Planned(Received received, Feed feed, Records records, Planner planner, Plan plan, TimeBudget time) {}

    /** Opens the text of the file: finds its charset and its dialect. */
    public Source open(Received received) throws IOException {
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
    Source open(Arrival arrival, DropFile file, Drop drop) throws IOException {
        if (arrival.refusal() != null) {
            throw arrival.refusal();
        }
        TimeBudget left = time.begin(file.size());
        Feed feed = feeds.get().named(drop.feed());
        Collection<Target> known = targets.get();
        FileWarnings warnings = new FileWarnings(feed.refusedWarnings(), UnpackedWarnings.of(arrival.file()));
        CsvInput csv = file.csv(feed.csv(), limits, ColumnNames.known(feed, known), warnings);
        return new Source(arrival, drop.id(), feed, known, csv, left);
    }

    /** Takes the header off the records of the file, and prepares to check the rest. */
    public Planned begin(Received received, Source source, Records records) {
        return guarded(received, () -> {
            Planner planner = planner(source, records);
            Plan plan = ledger.plan(received.reception().drop());
            if (source.feed().restrictions().isOtherCaseAccepted()) {
                plan.acceptOtherCase();
            }
            return new Planned(received, source.feed(), records, planner, plan, source.time());
        });
    }

    /** Takes the header off the records of a file, to have the rest planned. */
    Planner planner(Source source, Records records) {
        Planner planner = Planner.begin(
                records,
                source.feed(),
                source.targets(),
                new PlanningRules(Clock.systemUTC(), mostBlank, source.drop(), suppression.now()));
        planner.warnings().forEach(records.warnings()::add);
        return planner;
    }

    /**
     * The rows, some together: as many as a bean call is worth, or fewer where they are large. What is wrong with the file
     * comes as a {@link RefusedFile}.
     */
    public Iterator<List<InputRow>> rows(Planned planned) {
        Records records = planned.records();
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

    private static List<InputRow> some(Records records, TimeBudget time) {
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
        UnpackedWarnings.leftOut(planned.received().arrival().file()).ifPresent(planned.plan()::leaveOut);
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
        return drop;
    }

    private static <T> T guarded(Received received, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException | Error failure) {
            throw unforeseen(received, failure);
        }
    }

    private static RuntimeException unforeseen(Received received, Throwable failure) {
        return Unforeseen.at(received.arrival(), Code.UNREADABLE_FILE, failure);
    }

    /** Refuses the file as a whole, for the {@link RefusedFile} that caused the failure. */
    public Drop refuse(Received received, Throwable failure) {
        RefusedFile reason = ExceptionCauses.find(failure, RefusedFile.class).orElseThrow();
        return ledger.drops().refuse(received.reception().drop(), reason);
    }

    /** Closes the file, whatever became of it; nothing where none was opened. */
    public void close(@Nullable Received received) throws IOException {
        if (received != null) {
            received.file().close();
        }
    }
}
