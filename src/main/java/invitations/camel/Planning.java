package invitations.camel;

import invitations.feed.Feed;
import invitations.feed.Feeds;
import invitations.feed.Suppression;
import invitations.intake.Planner;
import invitations.intake.PlanningRules;
import invitations.intake.ReadFailure;
import invitations.invitation.InputRow;
import invitations.invitation.PlannedRow;
import invitations.invitation.RefusedFile;
import invitations.invitation.Target;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.Plan;
import java.io.IOException;
import java.io.Reader;
import java.time.Clock;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code planning}: rows in, invitations or reasons into the ledger. Safe for any number of threads. */
public final class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private final Ledger ledger;
    private final Supplier<Collection<Target>> targets;
    private final Supplier<Feeds> feeds;
    private final Suppression suppression;
    private final long mostBlank;

    /**
     * @param targets the registered targets; asked for late, since the routes name them
     * @param feeds the settings of the feeds
     * @param suppression those who want no invitation
     * @param mostBlank how many blank invitations one row may ask for
     */
    public Planning(
            Ledger ledger,
            Supplier<Collection<Target>> targets,
            Supplier<Feeds> feeds,
            Suppression suppression,
            long mostBlank) {
        this.suppression = suppression;
        this.ledger = ledger;
        this.targets = targets;
        this.feeds = feeds;
        this.mostBlank = mostBlank;
    }

    /** A drop that is being planned. */
    public record Planned(Received received, Feed feed, Planner planner, Plan plan) {}

    /**
     * The text of the file, from the start.
     *
     * @throws RefusedFile when it was found out before that it cannot be used
     */
    public Reader open(Received received) throws IOException {
        if (received.arrival().refusal() != null) {
            throw received.arrival().refusal();
        }
        return received.file().reader();
    }

    /** Takes the header off the guarded records, and prepares to check the rest. */
    public Planned begin(Received received, Iterator<InputRow> records) {
        Drop drop = received.reception().drop();
        Feed feed = feeds.get().named(drop.feed());
        Planner planner = Planner.begin(
                records,
                feed,
                targets.get(),
                new PlanningRules(Clock.systemUTC(), mostBlank, drop.id(), suppression.now()));
        return new Planned(received, feed, planner, ledger.plan(drop));
    }

    /** The records, so that what is wrong with the file comes as a {@link RefusedFile}. */
    public Iterator<InputRow> guarded(Iterator<InputRow> records) {
        return new Guarded(records);
    }

    /** Checks some rows and hands them to the ledger. */
    public void check(Planned planned, List<InputRow> rows) {
        List<PlannedRow> checked = rows.stream().map(planned.planner()::plan).toList();
        planned.plan().append(checked);
    }

    /** Ends the plan. */
    public Drop finish(Planned planned) {
        Drop drop = planned.plan()
                .finish(
                        planned.planner().header().cells(),
                        planned.received().arrival().hold(),
                        planned.feed().precautions().reinviteAfter());
        LOG.info("Drop {} of feed {} is planned: {} rows", drop.id(), drop.feed(), drop.rows());
        return drop;
    }

    /** Refuses the file as a whole, for the {@link RefusedFile} that caused the failure. */
    public Drop refuse(Received received, Throwable failure) {
        RefusedFile reason = Causes.find(failure, RefusedFile.class).orElseThrow();
        return ledger.drops().refuse(received.reception().drop(), reason);
    }

    /** Closes the file, whatever became of it. */
    public void close(Received received) throws IOException {
        received.file().close();
    }

    /**
     * Says in one way what reading and parsing say in many. Camel asks once more after a failure, and would log that one
     * too: then there is nothing more.
     */
    private static final class Guarded implements Iterator<InputRow> {
        private final Iterator<InputRow> records;
        private boolean isBroken;

        Guarded(Iterator<InputRow> records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            try {
                return !isBroken && records.hasNext();
            } catch (RuntimeException e) {
                throw broken(e);
            }
        }

        @Override
        public InputRow next() {
            try {
                return records.next();
            } catch (RuntimeException e) {
                throw broken(e);
            }
        }

        private RuntimeException broken(RuntimeException reason) {
            isBroken = true;
            return ReadFailure.explain(reason);
        }
    }
}
