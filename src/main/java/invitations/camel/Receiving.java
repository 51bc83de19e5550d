package invitations.camel;

import invitations.intake.DropFile;
import invitations.invitation.DropState;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerFailure;
import invitations.ledger.Reception;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code receiving}: takes files into the private work folder and tells the ledger. Safe for any number of threads. */
public final class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);
    private static final String DEFAULT_FEED = "default";

    private final Home home;
    private final WorkFolder work;
    private final Ledger ledger;
    private final Companions companions;

    /** @param companions what files come with others */
    Receiving(Home home, Ledger ledger, Companions companions) {
        this.home = home;
        this.work = new WorkFolder(home);
        this.ledger = ledger;
        this.companions = companions;
    }

    /**
     * Takes a file out of the drop folder by an atomic rename: from here on nobody else can change it. Its companions go
     * first, so that no file is ever without them.
     *
     * @return null when it has vanished, is no plain file any more, or has no checksum any more and needs one
     */
    public @Nullable Arrival take(File found) throws IOException {
        Path dropped = found.toPath().toAbsolutePath().normalize();
        Path relative = home.drop().relativize(dropped);
        String feed = relative.getNameCount() == 1
                ? DEFAULT_FEED
                : relative.getName(0).toString();
        Path place = work.place(feed);
        Path file = place.resolve(dropped.getFileName());
        boolean hasChecksum = false;
        for (Path companion : plain(Companions.checksums(dropped))) {
            hasChecksum |= work.moveCompanion(companion, place);
        }
        if (companions.needsChecksum() && !hasChecksum) {
            LOG.warn("{} is not taken: its checksum is no file any more", Quarantine.logged(relative.toString()));
            work.giveBack(place);
            return null;
        }
        for (Path companion : plain(companions.markers(dropped))) {
            work.moveCompanion(companion, place);
        }
        try {
            Files.move(dropped, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException vanished) {
            LOG.warn("{} vanished before it was taken", Quarantine.logged(relative.toString()));
            return null;
        }
        if (isSwapped(file)) {
            return null;
        }
        work.own(file);
        return Arrival.of(file);
    }

    /** Puts aside what took the place of a file after it was looked at: here nobody else can change it any more. */
    private boolean isSwapped(Path file) throws IOException {
        Found found = Found.at(file);
        if (found.isFolder() || (found.kind() == Found.Kind.FILE && found.links() == 1)) {
            return false;
        }
        new Quarantine(home.root()).put(file, Misfit.of(file, found, true).orElse(Misfit.SPECIAL));
        work.tidy(file);
        return true;
    }

    private static List<Path> plain(List<Path> paths) {
        return paths.stream()
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /**
     * Copies a file into the work folder; it is there whole or not at all.
     *
     * @param hold whether a person must release it before anything is sent
     */
    public Arrival copy(Path given, String feed, boolean hold) throws IOException {
        Path draft = work.draft(feed, hold).resolve(given.getFileName());
        Files.copy(given, draft);
        return work.publish(draft);
    }

    /** Hashes the file and tells the ledger. */
    public Received receive(Arrival arrival) throws IOException {
        DropFile file = DropFile.open(arrival.file());
        try {
            work.makeDurable(arrival.file());
            Reception reception =
                    ledger.drops().receive(arrival.feed(), file.hash(), arrival.name(), arrival.work(), file.size());
            return new Received(arrival, reception, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Puts a file aside whose content is known already; answers its drop, released if nobody has to do so any more. */
    public Drop join(Received received) throws IOException {
        received.file().close();
        Drop drop = received.reception().drop();
        if (!drop.work().equals(received.arrival().work())) {
            // The same bytes are kept with the drop itself.
            Files.delete(received.arrival().file());
            work.tidy(received.arrival().file());
        }
        if (drop.state() == DropState.HELD && !received.arrival().hold()) {
            return ledger.drops().release(drop, "dropped again");
        }
        LOG.info("Drop {} of feed {} has the same content: {}", drop.id(), drop.feed(), kind(received.reception()));
        return drop;
    }

    /** What a crash left in the work folder: files that no open drop works on, the oldest first. */
    public List<Arrival> left() throws IOException {
        Set<String> known = ledger.drops().in(DropState.HELD, DropState.SENDING).stream()
                .map(Drop::work)
                .collect(Collectors.toSet());
        List<Arrival> left = new ArrayList<>();
        for (Arrival arrival : work.arrivals()) {
            try {
                if (!known.contains(arrival.work()) && !isSwapped(arrival.file())) {
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
     * @throws LedgerFailure when it was the ledger that failed: then nothing goes on
     */
    public void failed(Arrival arrival, Throwable failure) {
        Causes.find(failure, LedgerFailure.class).ifPresent(ledgerFailed -> {
            throw ledgerFailed;
        });
        Optional<IOException> disk = Causes.find(failure, IOException.class);
        if (disk.isPresent()) {
            leave(arrival, disk.get());
            return;
        }
        try {
            new Quarantine(home.root()).put(arrival.file(), Misfit.FAILED_AT);
            work.tidy(arrival.file());
        } catch (IOException e) {
            leave(arrival, e);
        }
    }

    private static void leave(Arrival arrival, IOException reason) {
        LOG.error(
                "work/{} cannot be worked on, and waits for the next start: {}",
                Quarantine.logged(arrival.work()),
                Quarantine.logged(reason.toString()));
    }

    private static String kind(Reception reception) {
        return switch (reception.kind()) {
            case JOINED -> "it is being worked on";
            case ALREADY_PROCESSED -> "already processed, nothing to do";
            case NEW, REOPENED -> "planned again";
        };
    }
}
