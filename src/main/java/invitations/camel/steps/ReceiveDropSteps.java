package invitations.camel.steps;

import invitations.base.DiskFullException;
import invitations.base.DiskReserve;
import invitations.base.ExceptionCauses;
import invitations.base.FileSnapshot;
import invitations.home.GuardedFiles;
import invitations.home.HomeFolder;
import invitations.intake.inbox.BoundedCopy;
import invitations.intake.inbox.CompanionFiles;
import invitations.intake.inbox.FileTaker;
import invitations.intake.inbox.GivenFile;
import invitations.intake.inbox.Quarantine;
import invitations.intake.inbox.QuarantineReason;
import invitations.intake.inbox.RosterMark;
import invitations.intake.inbox.WorkFile;
import invitations.intake.inbox.WorkFolder;
import invitations.intake.read.DropFile;
import invitations.intake.read.ReadingStoppedException;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.ReceiveResult;
import invitations.ledger.store.LedgerException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code receiving}: takes files into the private work folder and tells the ledger. Safe for any number of threads. */
public final class ReceiveDropSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveDropSteps.class);

    private final HomeFolder home;
    private final WorkFolder work;
    private final Ledger ledger;
    private final FileTaker taker;
    private final TakenFileCheck taken;
    private final BoundedCopy most;
    private final @Nullable DiskReserve disk;

    /** @param companions what files come with others */
    public ReceiveDropSteps(HomeFolder home, Ledger ledger, CompanionFiles companions) {
        this(home, ledger, companions, Long.MAX_VALUE, null);
    }

    /**
     * @param companions what files come with others
     * @param largest how many bytes of a file are copied, or read to know it again, at the most
     * @param disk how much of it is kept free; null = nothing
     */
    public ReceiveDropSteps(
            HomeFolder home, Ledger ledger, CompanionFiles companions, long largest, @Nullable DiskReserve disk) {
        this.home = home;
        this.taken = new TakenFileCheck(home, ledger);
        this.disk = disk;
        this.most = new BoundedCopy(largest);
        this.work = new WorkFolder(home);
        this.ledger = ledger;
        this.taker = new FileTaker(home, companions, most);
    }

    /**
     * Takes a file out of the drop folder, with its companions.
     *
     * @return null when it is not there any more, or must not be taken
     */
    public @Nullable WorkFile take(File found) throws IOException {
        return taker.take(found.toPath().toAbsolutePath().normalize());
    }

    /**
     * Copies a file into the work folder; it is there whole or not at all. No link of others is followed to it.
     *
     * @param hold whether a person must release it before anything is sent
     * @throws FileRefusedException when it is larger than may be; nothing was copied then
     * @throws DiskFullException when the disk has no room for it
     */
    public WorkFile copy(Path given, String feed, boolean hold) throws IOException {
        return copy(given, feed, hold, false);
    }

    /** The same, where an operator may want to ignore what the feed did before. */
    public WorkFile copy(Path given, String feed, boolean hold, boolean remaster) throws IOException {
        if (new GuardedFiles(home.root()).has(given)) {
            throw new IOException(given + " is a file of the home itself, and is never read as a list of people");
        }
        try (GivenFile file = GivenFile.open(given)) {
            if (disk != null) {
                disk.require(Math.min(file.size(), most.limit()));
            }
            Path draft = work.draft(feed, hold).resolve(given.getFileName());
            try {
                file.copyTo(draft, most.limit());
                if (remaster) {
                    RosterMark.REMASTER.put(draft);
                }
                return work.publish(draft);
            } catch (IOException | FileRefusedException e) {
                work.tidy(draft);
                throw e;
            }
        }
    }

    /** Opens and hashes the file. */
    public OpenedFile open(WorkFile arrival) throws IOException {
        return new OpenedFile(arrival, DropFile.open(arrival.file(), most.limit()), null);
    }

    /** Tells the ledger of the file. */
    public ReceivedFile receive(OpenedFile opened) throws IOException {
        WorkFile arrival = opened.arrival();
        DropFile file = opened.file();
        Drop before = opened.readOtherwise();
        try {
            work.makeDurable(arrival.file());
            ReceiveResult reception = ledger.drops()
                    .receive(arrival.feed(), file.hash(), arrival.name(), arrival.work(), file.size(), before);
            if (before != null) {
                LOG.warn(
                        "{} of feed {} is read otherwise than it was as drop {}: it is drop {} now",
                        Quarantine.logged(arrival.name()),
                        arrival.feed(),
                        before.id(),
                        reception.drop().id());
            }
            return new ReceivedFile(arrival, reception, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Puts a file aside whose content is known already; answers its drop, released if nobody has to do so any more. */
    public Drop join(ReceivedFile received) throws IOException {
        received.file().close();
        Drop drop = received.reception().drop();
        LOG.info(
                "{} of feed {} has the same content as {}, drop {}: {}",
                Quarantine.logged(received.arrival().name()),
                drop.feed(),
                Quarantine.logged(drop.fileName()),
                drop.id(),
                kind(received.reception()));
        if (!drop.work().equals(received.arrival().work())) {
            // The same bytes are kept with the drop itself.
            taken.release(received.arrival().file(), drop.content());
            Files.delete(received.arrival().file());
            work.tidy(received.arrival().file());
        }
        if (drop.state() == DropState.HELD
                && !drop.awaitsApproval()
                && !received.arrival().hold()) {
            return ledger.drops().release(drop, "dropped again");
        }
        return drop;
    }

    /**
     * {@return the file of a drop that is to be planned again; null where it is gone, and the drop is refused}
     *
     * @param drop one that is to be received once more, since a person approved it
     */
    public @Nullable WorkFile again(Drop drop) {
        Path file = home.work().resolve(drop.work());
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return work.taken(file);
        }
        ledger.drops()
                .refuse(
                        drop,
                        new FileRefusedException(
                                ReasonCode.UNREADABLE_FILE, 0, "it is not in the work folder any more: drop it again"));
        return null;
    }

    /** {@return what a crash left in the work folder: files that no open drop works on, the oldest first} */
    public List<WorkFile> left() throws IOException {
        Set<String> known = ledger.drops().in(DropState.HELD, DropState.SENDING).stream()
                .map(Drop::work)
                .collect(Collectors.toSet());
        List<WorkFile> left = new ArrayList<>();
        for (WorkFile arrival : work.arrivals()) {
            try {
                boolean isFolder = FileSnapshot.at(arrival.file()).isFolder();
                if (!known.contains(arrival.work()) && (isFolder || !taker.putAsideMisfit(arrival.file()))) {
                    taker.keep(arrival.file());
                    left.add(arrival);
                }
            } catch (IOException e) {
                leave(arrival, e);
            }
        }
        return left;
    }

    /**
     * Takes note that a file could neither be read nor refused, so that others can. Where the disk did not let it, it stays
     * where it is and is tried again at the next start; everything else is put aside.
     *
     * @throws LedgerException when it was the ledger that failed: then nothing goes on
     */
    public void failed(WorkFile arrival, Throwable failure) {
        ExceptionCauses.find(failure, LedgerException.class).ifPresent(ledgerFailed -> {
            throw ledgerFailed;
        });
        if (ExceptionCauses.find(failure, ReadingStoppedException.class).isPresent()) {
            LOG.info("work/{} is read at the next start", Quarantine.logged(arrival.work()));
            return;
        }
        Optional<IOException> disk = ExceptionCauses.find(failure, IOException.class);
        if (disk.isPresent()) {
            leave(arrival, disk.get());
            return;
        }
        try {
            taker.putAside(arrival.file(), QuarantineReason.FAILED_AT);
        } catch (IOException e) {
            leave(arrival, e);
        }
    }

    private static void leave(WorkFile arrival, IOException reason) {
        LOG.error(
                "work/{} cannot be worked on, and waits for the next start: {}",
                Quarantine.logged(arrival.work()),
                Quarantine.logged(reason.toString()));
    }

    private static String kind(ReceiveResult reception) {
        return switch (reception.kind()) {
            case JOINED -> "it is being worked on";
            case ALREADY_PROCESSED -> "already processed, nothing to do";
            case NEW, REOPENED, READ_ANEW -> "planned again";
        };
    }
}
