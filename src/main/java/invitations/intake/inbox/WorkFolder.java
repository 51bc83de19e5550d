package invitations.intake.inbox;

import invitations.base.FileSnapshot;
import invitations.base.PrivateFolders;
import invitations.base.SecureFolder;
import invitations.home.HomeFolder;
import invitations.intake.unpack.UnpackWarnings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private folder {@code work}, where each file has a place of its own: {@code <random>[.hold]/<feed>/<name>}. Its
 * companions are beside it, in {@code <random>/.companions}, by their path in the drop folder, and in {@code
 * <random>/.original} what was taken, of which it is a copy, and in {@code <random>/.warnings} what was warned of when it was unpacked. What is made there, and not
 * moved there, is made under a name that ends with {@code .part}, and is there whole or not at all. Safe for any number of
 * threads.
 */
public final class WorkFolder {
    private static final Set<PosixFilePermission> PRIVATE_FILE = PrivateFolders.FILE.value();
    private static final String PART = ".part";
    private static final String COMPANIONS = ".companions";

    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    private final HomeFolder home;
    private final Path work;
    private final OriginalFiles originals;
    private final PrivateFolders.Syncing syncing;

    public WorkFolder(HomeFolder home) {
        this(home, PrivateFolders::sync);
    }

    /** @param syncing brings a file or a folder to the disk */
    WorkFolder(HomeFolder home, PrivateFolders.Syncing syncing) {
        this.home = home;
        this.originals = new OriginalFiles(home);
        this.work = home.work();
        this.syncing = syncing;
    }

    /** A new place for a file of the feed. */
    Path place(String feed) throws IOException {
        return PrivateFolders.create(work.resolve(UUID.randomUUID().toString()).resolve(feed));
    }

    /** A new place, which is not there before it is published. */
    public Path draft(String feed, boolean hold) throws IOException {
        String name = UUID.randomUUID() + (hold ? WorkFile.HOLD : "") + PART;
        return PrivateFolders.create(work.resolve(name).resolve(feed));
    }

    /** Lets the file be there, whole, with the place that was a draft. */
    public WorkFile publish(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PRIVATE_FILE);
        Path draft = place(file);
        String name = draft.getFileName().toString();
        Path folder = draft.resolveSibling(name.substring(0, name.length() - PART.length()));
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        return WorkFile.of(folder.resolve(draft.relativize(file)));
    }

    /**
     * Moves a companion out of the drop folder, to the place of its file.
     *
     * @param from the folder that the companion is in, open
     * @return whether it is a plain file, now that nobody else can change it
     */
    boolean moveCompanion(SecureFolder from, Path companion, Path feed) throws IOException {
        Path target = feed.resolveSibling(COMPANIONS)
                .resolve(home.drop().relativize(companion).toString());
        PrivateFolders.create(target.resolveSibling("."));
        move(from, companion, target);
        return FileSnapshot.at(target).isPlainFile();
    }

    /** Moves something out of a folder that is open to a new name in this one. */
    void move(SecureFolder from, Path file, Path target) throws IOException {
        try (SecureFolder to = SecureFolder.above(home.root(), target)) {
            from.move(file.getFileName(), to, target.getFileName());
        }
    }

    /** {@return a file that is in its place} */
    public WorkFile taken(Path file) {
        return WorkFile.of(file);
    }

    /** Gives a place up whose file was not taken: what came with it goes back. */
    public void giveBack(Path feed) throws IOException {
        returnCompanions(feed.resolveSibling(COMPANIONS));
        PrivateFolders.delete(feed.resolve("..").normalize());
    }

    /** Gives the companions of a file back that is in the drop folder again. */
    public void giveBackCompanions(Path file) throws IOException {
        returnCompanions(place(file).resolve(COMPANIONS));
    }

    /** The companions of a file. */
    public List<Path> companions(Path file) throws IOException {
        return files(place(file).resolve(COMPANIONS));
    }

    /**
     * Makes it this user's alone, so that nobody can change it any more: who has it open still writes an older copy.
     *
     * @param most how many bytes are copied at the most
     * @throws invitations.invitation.FileRefusedException when it has more; then it is as it was
     */
    void own(Path file, BoundedCopy most) throws IOException {
        if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(work))) {
            most.check(Files.size(file));
            Path copy = place(file).resolve(".copy");
            Files.deleteIfExists(copy);
            most.copy(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), copy);
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.setPosixFilePermissions(file, PRIVATE_FILE);
    }

    /** Before the ledger knows the file: after a power cut it would be empty, and would be archived like that. */
    public void makeDurable(Path file) throws IOException {
        Path warnings = place(file).resolve(UnpackWarnings.NAME);
        if (Files.exists(warnings, LinkOption.NOFOLLOW_LINKS)) {
            syncing.sync(warnings);
        }
        // The file, then each folder that has a name of the way to it, to the work folder itself.
        Path path = file;
        while (!path.equals(work)) {
            syncing.sync(path);
            path = path.resolveSibling(".").normalize();
        }
        syncing.sync(work);
    }

    /** Removes what a file leaves behind when it is gone: its empty folders and its companions. */
    public void tidy(Path file) throws IOException {
        Path place = place(file);
        if (Files.exists(place.resolve(COMPANIONS), LinkOption.NOFOLLOW_LINKS)) {
            PrivateFolders.delete(place.resolve(COMPANIONS));
        }
        RosterMark.remove(file);
        originals.remove(place);
        Files.deleteIfExists(place.resolve(UnpackWarnings.NAME));
        Files.deleteIfExists(file.resolveSibling(".").normalize());
        Files.deleteIfExists(place);
    }

    /**
     * All files, the oldest first. Half-made ones are removed, whose originals are where they were, and so are places
     * without a file; companions of a file that was not taken go back to it.
     */
    public List<WorkFile> arrivals() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : children(work)) {
            if (place.getFileName().toString().startsWith(".")) {
                continue;
            }
            List<Path> found = new ArrayList<>();
            for (Path feed : children(place)) {
                if (!feed.getFileName().toString().startsWith(".")) {
                    found.addAll(children(feed));
                }
            }
            if (place.getFileName().toString().endsWith(PART) || found.isEmpty()) {
                returnCompanions(place.resolve(COMPANIONS));
                originals.giveBackAll(place);
                PrivateFolders.delete(place);
            } else {
                files.addAll(found);
            }
        }
        files.sort(Comparator.comparing(WorkFolder::time).thenComparing(Comparator.naturalOrder()));
        return files.stream().map(WorkFile::of).toList();
    }

    private void returnCompanions(Path companions) throws IOException {
        for (Path companion : files(companions)) {
            Path target = home.drop().resolve(companions.relativize(companion).toString());
            try {
                giveBack(companion, target);
            } catch (IOException e) {
                // Its folder is gone, or is no folder any more: it is deleted with the place.
                LOG.warn("A companion cannot go back to its file: {}", Quarantine.logged(e.toString()));
            }
        }
    }

    /** Moves something back into the drop folder, unless there is something of that name. */
    boolean giveBack(Path file, Path target) throws IOException {
        try (SecureFolder from = SecureFolder.above(home.root(), file);
                SecureFolder to = SecureFolder.above(home.root(), target)) {
            return from.moveAside(file.getFileName(), to, target.getFileName());
        }
    }

    private static Path place(Path file) {
        return file.resolve("../..").normalize();
    }

    private static FileTime time(Path file) {
        try {
            return FileSnapshot.at(file).time();
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
