package invitations.intake.inbox;

import invitations.base.FileSnapshot;
import invitations.base.SecureFolder;
import invitations.base.UniqueName;
import invitations.feed.FeedFolder;
import invitations.home.HomeFolder;
import invitations.invitation.FileRefusedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files out of the drop folder into the private work folder. What was taken is what was looked at: another file that
 * was put in its place goes back, and what is no plain file goes into the quarantine. Safe for any number of threads.
 */
public final class FileTaker {
    private static final Logger LOG = LoggerFactory.getLogger(FileTaker.class);

    private final HomeFolder home;
    private final WorkFolder work;
    private final CompanionFiles companions;
    private final BoundedCopy most;
    private final OriginalFiles originals;

    /**
     * @param companions what files come with others
     * @param most how much of a file of another user is copied
     */
    public FileTaker(HomeFolder home, CompanionFiles companions, BoundedCopy most) {
        this.home = home;
        this.work = new WorkFolder(home);
        this.companions = companions;
        this.most = most;
        this.originals = new OriginalFiles(home);
    }

    /**
     * Takes a file by an atomic rename: from here on nobody else can change it. No link is followed to
     * it. Its companions go first, so that no file is ever without them.
     *
     * @return null when it has vanished, is no plain file any more, or has no checksum any more and needs one
     */
    @Nullable
    public WorkFile take(Path dropped) throws IOException {
        Path relative = home.drop().relativize(dropped);
        String feed = relative.getNameCount() == 1
                ? FeedFolder.DEFAULT
                : relative.getName(0).toString();
        SecureFolder folder;
        try {
            folder = SecureFolder.above(home.root(), dropped);
        } catch (IOException e) {
            LOG.warn(
                    "{} is not taken: its folder is a link, which is not followed, or cannot be opened",
                    Quarantine.logged(relative.toString()));
            return null;
        }
        try (folder) {
            return take(folder, dropped, work.place(feed));
        }
    }

    private @Nullable WorkFile take(SecureFolder folder, Path dropped, Path place) throws IOException {
        Path file = place.resolve(dropped.getFileName());
        String shown = Quarantine.logged(home.drop().relativize(dropped).toString());
        boolean hasChecksum = false;
        for (Path companion : plain(folder, CompanionFiles.checksums(dropped))) {
            hasChecksum |= work.moveCompanion(folder, companion, place);
        }
        if (companions.needsChecksum() && !hasChecksum) {
            LOG.warn("{} is not taken: its checksum is no file any more", shown);
            work.giveBack(place);
            return null;
        }
        for (Path companion : plain(folder, companions.markers(dropped))) {
            work.moveCompanion(folder, companion, place);
        }
        for (Path companion : plain(folder, List.of(CompanionFiles.remaster(dropped)))) {
            if (work.moveCompanion(folder, companion, place)) {
                RosterMark.REMASTER_ASKED.put(file);
            }
        }
        FileSnapshot looked;
        try {
            looked = folder.at(dropped.getFileName());
            work.move(folder, dropped, file);
        } catch (NoSuchFileException vanished) {
            LOG.warn("{} vanished before it was taken", shown);
            work.giveBack(place);
            return null;
        }
        if (putAsideMisfit(file)) {
            return null;
        }
        if (!FileSnapshot.at(file).isSame(looked)) {
            giveBack(file, dropped, shown);
            return null;
        }
        try {
            own(file);
        } catch (FileRefusedException tooLarge) {
            putAside(file, QuarantineReason.TOO_LARGE);
            return null;
        }
        return WorkFile.of(file);
    }

    /**
     * Lets nobody change a file any more, and keeps what those who have it open still write to.
     *
     * @throws FileRefusedException when it is larger than may be
     */
    void own(Path file) throws IOException {
        if (!originals.keep(file, most.limit()) && !originals.isKept(file)) {
            work.own(file, most);
        }
    }

    /** Keeps what those who have a file open still write to, where that was not done before a crash. */
    public void keep(Path file) throws IOException {
        originals.keep(file, most.limit());
    }

    /** Lets another file that took the place of one be looked at as every file is, under a name that is free. */
    private void giveBack(Path file, Path dropped, String shown) throws IOException {
        Path back = dropped;
        while (!work.giveBack(file, back)) {
            back = dropped.resolveSibling(UniqueName.of(dropped.getFileName().toString()));
        }
        work.giveBack(file.resolveSibling("").normalize());
        LOG.warn("{} was replaced while it was taken: it is looked at again", shown);
    }

    /** Puts aside what took the place of a file after it was looked at: here nobody else can change it any more. */
    public boolean putAsideMisfit(Path file) throws IOException {
        FileSnapshot found = FileSnapshot.at(file);
        if (found.isPlainFile()) {
            return false;
        }
        putAside(file, QuarantineReason.of(file, found, true).orElse(QuarantineReason.SPECIAL));
        return true;
    }

    /** Moves a file of the work folder into the quarantine. */
    public void putAside(Path file, QuarantineReason reason) throws IOException {
        new Quarantine(home).put(file, reason);
        work.tidy(file);
    }

    private static List<Path> plain(SecureFolder folder, List<Path> paths) {
        return paths.stream().filter(path -> isPlain(folder, path)).toList();
    }

    private static boolean isPlain(SecureFolder folder, Path path) {
        try {
            return folder.at(path.getFileName()).isPlainFile();
        } catch (IOException notThere) {
            return false;
        }
    }
}
