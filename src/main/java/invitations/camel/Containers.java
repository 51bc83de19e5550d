package invitations.camel;

import invitations.feed.FeedFolder;
import invitations.feed.SheetSettings;
import invitations.intake.Checksum;
import invitations.intake.TimeBudget;
import invitations.intake.Unpacking;
import invitations.invitation.Code;
import invitations.invitation.RefusedFile;
import invitations.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code containers}: finds out what files an arrival consists of. A CSV file is that itself, a ZIP and the like
 * are the files that are packed in it; each of these is a drop of its own. Safe for any number of threads.
 */
public final class Containers {
    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);

    private final WorkFolder work;
    private final Originals originals;
    private final Ledger ledger;
    private final Unpacking unpacking;
    private final Function<String, SheetSettings> sheets;
    private final ReadingAttempts attempts;
    private final TimeBudget time;
    private final FeedFolder feeds;
    private final LongPredicate room;

    /** @param sheets what a feed wants read of its workbooks */
    Containers(Home home, Ledger ledger, Unpacking unpacking, Function<String, SheetSettings> sheets) {
        this(
                home,
                ledger,
                unpacking,
                sheets,
                new ReadingAttempts(home, Long.MAX_VALUE),
                TimeBudget.ENDLESS,
                bytes -> true);
    }

    /**
     * @param sheets what a feed wants read of its workbooks
     * @param attempts which files were begun before
     * @param time how long each file may take
     * @param room waits until so many bytes may be written; false when it was waited for long enough
     */
    Containers(
            Home home,
            Ledger ledger,
            Unpacking unpacking,
            Function<String, SheetSettings> sheets,
            ReadingAttempts attempts,
            TimeBudget time,
            LongPredicate room) {
        this.room = room;
        this.attempts = attempts;
        this.time = time;
        this.work = new WorkFolder(home);
        this.originals = new Originals(home);
        this.ledger = ledger;
        this.unpacking = unpacking;
        this.sheets = sheets;
        this.feeds = FeedFolder.of(home.root());
    }

    /** The files that an arrival consists of; what cannot be used is itself, to be refused. */
    public List<Arrival> parts(Arrival arrival) throws IOException {
        Drafts drafts = new Drafts(work, arrival);
        try (drafts) {
            attempts.begin(arrival);
            feeds.demand(arrival.feed());
            return unpack(arrival, drafts) ? drafts.publish() : List.of(arrival);
        } catch (RefusedFile reason) {
            return List.of(arrival.refused(reason));
        }
    }

    private boolean unpack(Arrival arrival, Drafts drafts) throws IOException {
        try {
            unpacking.checkSize(arrival.file());
            if (!room.test(unpacking.most(arrival.file()))) {
                throw new NoRoomException();
            }
            Checksum.verify(arrival.file(), arrival.name(), work.companions(arrival.file()));
            return unpacking.unpack(
                    arrival.file(),
                    arrival.name(),
                    () -> sheets.apply(arrival.feed()),
                    drafts,
                    time.begin(Files.size(arrival.file())));
        } catch (RuntimeException | Error failure) {
            throw Unforeseen.at(arrival, Code.INVALID_CONTAINER, failure);
        }
    }

    /** Takes note that the file, and what is packed in it, was read, refused, or left for another time. */
    public void ended(Arrival arrival) throws IOException {
        attempts.end(arrival);
    }

    /** Takes a container away when the ledger knows all that was in it: its content is in those drops. */
    public void done(Arrival container, List<Arrival> parts) throws IOException {
        if (parts.stream().anyMatch(part -> part.file().equals(container.file()))) {
            return;
        }
        if (parts.stream().allMatch(part -> ledger.drops().isKnown(part.work()) || !Files.exists(part.file()))) {
            Path file = container.file();
            if (originals.hasChanged(file)) {
                LOG.warn(
                        "{} was written to after it was taken: it is in the drop folder again, to be unpacked anew",
                        Quarantine.logged(originals.giveBack(file).getFileName().toString()));
                work.giveBackCompanions(file);
            }
            Files.delete(file);
            work.tidy(file);
            LOG.info("A file of feed {} was unpacked: {} in it", container.feed(), parts.size());
        }
    }
}
