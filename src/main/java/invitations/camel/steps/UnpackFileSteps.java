package invitations.camel.steps;

import invitations.base.DiskFullException;
import invitations.feed.FeedFolder;
import invitations.feed.SheetSettings;
import invitations.home.HomeFolder;
import invitations.intake.inbox.ChecksumVerifier;
import invitations.intake.inbox.DraftFiles;
import invitations.intake.inbox.OriginalFiles;
import invitations.intake.inbox.Quarantine;
import invitations.intake.inbox.ReadAttempts;
import invitations.intake.inbox.WorkFile;
import invitations.intake.inbox.WorkFolder;
import invitations.intake.read.TimeBudget;
import invitations.intake.unpack.Unpacker;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
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
public final class UnpackFileSteps {
    private static final Logger LOG = LoggerFactory.getLogger(UnpackFileSteps.class);

    private final WorkFolder work;
    private final OriginalFiles originals;
    private final Ledger ledger;
    private final Unpacker unpacking;
    private final Function<String, SheetSettings> sheets;
    private final ReadAttempts attempts;
    private final TimeBudget time;
    private final FeedFolder feeds;
    private final LongPredicate room;

    /** @param sheets what a feed wants read of its workbooks */
    UnpackFileSteps(HomeFolder home, Ledger ledger, Unpacker unpacking, Function<String, SheetSettings> sheets) {
        this(
                home,
                ledger,
                unpacking,
                sheets,
                new ReadAttempts(home, Long.MAX_VALUE),
                TimeBudget.ENDLESS,
                bytes -> true);
    }

    /**
     * @param sheets what a feed wants read of its workbooks
     * @param attempts which files were begun before
     * @param time how long each file may take
     * @param room waits until so many bytes may be written; false when it was waited for long enough
     */
    public UnpackFileSteps(
            HomeFolder home,
            Ledger ledger,
            Unpacker unpacking,
            Function<String, SheetSettings> sheets,
            ReadAttempts attempts,
            TimeBudget time,
            LongPredicate room) {
        this.room = room;
        this.attempts = attempts;
        this.time = time;
        this.work = new WorkFolder(home);
        this.originals = new OriginalFiles(home);
        this.ledger = ledger;
        this.unpacking = unpacking;
        this.sheets = sheets;
        this.feeds = FeedFolder.of(home.root(), home.clock());
    }

    /** The files that an arrival consists of; what cannot be used is itself, to be refused. */
    public List<WorkFile> parts(WorkFile arrival) throws IOException {
        DraftFiles drafts = new DraftFiles(work, arrival);
        try (drafts) {
            attempts.begin(arrival);
            feeds.demand(arrival.feed());
            return unpack(arrival, drafts) ? drafts.publish() : List.of(arrival);
        } catch (FileRefusedException reason) {
            return List.of(arrival.refused(reason));
        }
    }

    private boolean unpack(WorkFile arrival, DraftFiles drafts) throws IOException {
        try {
            unpacking.checkSize(arrival.file());
            if (!room.test(unpacking.most(arrival.file()))) {
                throw new DiskFullException();
            }
            ChecksumVerifier.verify(arrival.file(), arrival.name(), work.companions(arrival.file()));
            return unpacking.unpack(
                    arrival.file(),
                    arrival.name(),
                    () -> sheets.apply(arrival.feed()),
                    drafts,
                    time.begin(Files.size(arrival.file())));
        } catch (RuntimeException | Error failure) {
            throw UnexpectedFailure.at(arrival, ReasonCode.INVALID_CONTAINER, failure);
        }
    }

    /** Takes note that the file, and what is packed in it, was read, refused, or left for another time. */
    public void ended(WorkFile arrival) throws IOException {
        attempts.end(arrival);
    }

    /** Takes a container away when the ledger knows all that was in it: its content is in those drops. */
    public void done(WorkFile container, List<WorkFile> parts) throws IOException {
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
