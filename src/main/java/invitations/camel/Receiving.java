package invitations.camel;

import invitations.intake.DropFile;
import invitations.invitation.DropState;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.Reception;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code receiving}: takes files into the private work folder and tells the ledger. Safe for any number of threads. */
public final class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String PART = ".part";
    private static final String DEFAULT_FEED = "default";

    private final Home home;
    private final Ledger ledger;

    public Receiving(Home home, Ledger ledger) {
        this.home = home;
        this.ledger = ledger;
    }

    /** Takes a file out of the drop folder by an atomic rename: from here on nobody else can change it. */
    public Arrival take(File found) throws IOException {
        Path dropped = found.toPath().toAbsolutePath().normalize();
        Path relative = home.drop().relativize(dropped);
        String feed = relative.getNameCount() == 1
                ? DEFAULT_FEED
                : relative.getName(0).toString();
        Path file = place(UUID.randomUUID().toString(), feed).resolve(dropped.getFileName());
        Files.move(dropped, file, StandardCopyOption.ATOMIC_MOVE);
        return Arrival.of(file);
    }

    /**
     * Copies a file into the work folder; it is there whole or not at all.
     *
     * @param hold whether a person must release it before anything is sent
     */
    public Arrival copy(Path given, String feed, boolean hold) throws IOException {
        String name = UUID.randomUUID() + (hold ? Arrival.HOLD : "");
        Path draft = place(name + PART, feed).resolve(given.getFileName());
        Files.copy(given, draft);
        Path folder = home.work().resolve(name);
        Files.move(home.work().resolve(name + PART), folder, StandardCopyOption.ATOMIC_MOVE);
        return Arrival.of(folder.resolve(feed).resolve(given.getFileName()));
    }

    /** Hashes the file and tells the ledger. */
    public Received receive(Arrival arrival) throws IOException {
        DropFile file = DropFile.open(arrival.file());
        try {
            makeDurable(arrival.file());
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
            tidy(received.arrival().file());
        }
        if (drop.state() == DropState.HELD && !received.arrival().hold()) {
            return ledger.drops().release(drop, "dropped again");
        }
        LOG.info("Drop {} of feed {} has the same content: {}", drop.id(), drop.feed(), kind(received.reception()));
        return drop;
    }

    /** Removes the empty folders that a file of the work folder leaves behind. */
    void tidy(Path file) throws IOException {
        Path feed = file.resolveSibling(".").normalize();
        Files.deleteIfExists(feed);
        Files.deleteIfExists(feed.resolveSibling(".").normalize());
    }

    /**
     * What a crash left in the work folder: files that no open drop works on. Half-made copies are removed, whose originals
     * are where they were, and so are folders without a file.
     */
    public List<Arrival> left() throws IOException {
        List<String> known = ledger.drops().all().stream()
                .filter(drop -> drop.state() == DropState.HELD || drop.state() == DropState.SENDING)
                .map(Drop::work)
                .toList();
        List<Arrival> left = new ArrayList<>();
        for (Path folder : children(home.work())) {
            if (folder.getFileName().toString().endsWith(PART) || hasNoFile(folder)) {
                Home.delete(folder);
                continue;
            }
            for (Path feed : children(folder)) {
                children(feed).stream()
                        .map(Arrival::of)
                        .filter(arrival -> !known.contains(arrival.work()))
                        .forEach(left::add);
            }
        }
        return left;
    }

    private static String kind(Reception reception) {
        return switch (reception.kind()) {
            case JOINED -> "it is being worked on";
            case ALREADY_PROCESSED -> "already processed, nothing to do";
            case NEW, REOPENED -> "planned again";
        };
    }

    /** Before the ledger knows the file: after a power cut it would be empty, and would be archived like that. */
    private void makeDurable(Path file) throws IOException {
        Path path = home.work();
        for (Path name : path.relativize(file)) {
            path = path.resolve(name);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path place(String name, String feed) throws IOException {
        return Files.createDirectories(home.work().resolve(name).resolve(feed), PRIVATE);
    }

    private static boolean hasNoFile(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.allMatch(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }
}
