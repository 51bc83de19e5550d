package invitations.intake.inbox;

import invitations.base.DiskReserve;
import invitations.base.FileSnapshot;
import invitations.base.SecureFolder;
import invitations.base.TemporaryName;
import invitations.feed.FeedReader;
import invitations.home.HomeFolder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the drop folder, puts aside what must not be there, and finds the files that are complete. No folder is
 * looked into through a link. A file is complete when so many looks in a row found its size and time unchanged, by our own
 * count, since copies may keep an old time; and when its companions are there, where they are asked for. What it knows of
 * files that are gone is forgotten. For one thread.
 */
public final class DropFolderScan {
    private static final Logger LOG = LoggerFactory.getLogger(DropFolderScan.class);

    private final Path home;
    private final Path drop;
    private final int stablePolls;
    private final Duration minAge;
    private final CompanionFiles companions;
    private final Quarantine quarantine;
    private final DiskReserve disk;
    private final LongSupplier nanos;
    private Map<Path, Look> looks = Map.of();
    private Set<Path> complete = Set.of();
    private final Set<Path> told = new HashSet<>();

    /**
     * @param stablePolls how many looks in a row must find a file unchanged
     * @param minAge how long it must have been so as well
     * @param disk how much of it is kept free
     * @param nanos a clock that only goes on, in nanoseconds
     */
    public DropFolderScan(
            HomeFolder home,
            int stablePolls,
            Duration minAge,
            CompanionFiles companions,
            DiskReserve disk,
            LongSupplier nanos) {
        this.disk = disk;
        this.nanos = nanos;
        this.home = home.root();
        this.drop = home.drop();
        this.stablePolls = stablePolls;
        this.minAge = minAge;
        this.companions = companions;
        this.quarantine = new Quarantine(home);
    }

    /** Looks once; answers the files that are complete now. */
    public Set<Path> look() {
        Map<Path, Look> now = new HashMap<>();
        lookInto(drop, now);
        Map<Path, Look> beside = plainCompanions(now);
        Set<Path> awaited = awaited(now);
        Set<Path> found = new HashSet<>();
        now.forEach((path, look) -> {
            if (isAtRest(look)) {
                Optional<QuarantineReason> misfit =
                        QuarantineReason.of(path, look.found(), !drop.equals(path.getParent()));
                if (misfit.isPresent()) {
                    putAside(path, misfit.get());
                } else if (examine(path, beside, awaited)) {
                    found.add(path);
                }
            }
        });
        told.removeIf(path -> !now.containsKey(path) && !path.equals(drop));
        looks = now;
        // Where nothing may be written, all stays where its sender has put it.
        complete = found.isEmpty() || disk.checkRoom(0) ? found : Set.of();
        return complete;
    }

    /** {@return whether the last look found the file complete} */
    public boolean isComplete(Path file) {
        return complete.contains(file);
    }

    /** {@return whether the folder is one of a feed: a folder, and no link, right in the drop folder} */
    public boolean isFeedFolder(Path folder) {
        return isFeed(folder) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private void lookInto(Path folder, Map<Path, Look> now) {
        try (SecureFolder open = SecureFolder.open(home, folder)) {
            for (Path name : open.names()) {
                lookAt(open, folder.resolve(name), now);
            }
        } catch (IOException | DirectoryIteratorException e) {
            tell(folder, "cannot be looked into: " + e);
        }
    }

    private void lookAt(SecureFolder folder, Path path, Map<Path, Look> now) {
        try {
            FileSnapshot found = folder.at(path.getFileName());
            String name = path.getFileName().toString();
            if (found.isFolder() ? TemporaryName.isOfFolder(name) : TemporaryName.isOfFile(name)) {
                return;
            }
            if (found.isFolder() && isFeed(path)) {
                now.put(path, first(found));
                lookInto(path, now);
            } else {
                Look before = looks.get(path);
                now.put(path, before == null ? first(found) : again(before, found));
            }
        } catch (IOException gone) {
            LOG.debug("Gone, or out of reach: {}", gone.getClass());
        }
    }

    private boolean isFeed(Path path) {
        return drop.equals(path.getParent())
                && FeedReader.isName(path.getFileName().toString());
    }

    private boolean isAtRest(Look look) {
        return look.times() > stablePolls && nanos.getAsLong() - look.since() >= minAge.toNanos();
    }

    private void putAside(Path path, QuarantineReason reason) {
        if (!told.contains(path)) {
            try {
                quarantine.put(path, reason);
            } catch (IOException e) {
                tell(path, "is " + reason.what() + ", is left alone, and cannot be put aside: " + e);
            }
        }
    }

    /** Those that count: what is put aside for what it is, or is a folder, is no companion of anything. */
    private Map<Path, Look> plainCompanions(Map<Path, Look> now) {
        Map<Path, Look> plain = new HashMap<>();
        now.forEach((path, look) -> {
            if (isCompanion(path, look)
                    && QuarantineReason.of(path, look.found(), !drop.equals(path.getParent()))
                            .isEmpty()) {
                plain.put(path, look);
            }
        });
        return plain;
    }

    /** {@return where the companions of the files that are there may be} */
    private Set<Path> awaited(Map<Path, Look> now) {
        Set<Path> awaited = new HashSet<>();
        now.forEach((path, look) -> {
            if (look.found().kind() == FileSnapshot.Kind.FILE && !isCompanion(path, look)) {
                awaited.addAll(CompanionFiles.checksums(path));
                awaited.add(CompanionFiles.remaster(path));
                awaited.addAll(companions.markers(path));
            }
        });
        return awaited;
    }

    private boolean isCompanion(Path path, Look look) {
        return look.found().kind() == FileSnapshot.Kind.FILE
                && companions.isOne(path.getFileName().toString());
    }

    /** {@return whether all that belongs to the file is there} */
    private boolean examine(Path path, Map<Path, Look> beside, Set<Path> awaited) {
        if (companions.isOne(path.getFileName().toString())) {
            if (beside.containsKey(path) && !awaited.contains(path)) {
                tell(path, "waits for the file that it belongs to, which is not there");
            }
            return false;
        }
        List<Path> markers = companions.markers(path);
        if (!markers.isEmpty() && markers.stream().noneMatch(beside::containsKey)) {
            tell(path, "waits for its marker " + markers.get(0).getFileName());
            return false;
        }
        List<Look> checksums = CompanionFiles.checksums(path).stream()
                .filter(beside::containsKey)
                .map(beside::get)
                .toList();
        if (companions.needsChecksum() && checksums.isEmpty()) {
            tell(path, "waits for its checksum, in a file named as it is with .sha256 or .md5 behind");
            return false;
        }
        if (!Files.isReadable(path) || !Files.isWritable(path.resolveSibling("."))) {
            tell(path, "cannot be taken: let this program's user read it, and write its folder");
            return false;
        }
        return checksums.stream().allMatch(this::isAtRest);
    }

    private void tell(Path path, String what) {
        if (told.add(path)) {
            LOG.warn(
                    "{} {}",
                    Quarantine.logged(
                            drop.resolve("..").normalize().relativize(path).toString()),
                    what);
        }
    }

    private Look first(FileSnapshot found) {
        return new Look(found, 1, nanos.getAsLong());
    }

    private Look again(Look before, FileSnapshot next) {
        return before.found().equals(next) ? new Look(next, before.times() + 1, before.since()) : first(next);
    }

    /**
     * What looking found.
     *
     * @param times how many looks in a row found it so
     * @param since when the first of them did, in nanoseconds of the clock
     */
    private record Look(FileSnapshot found, int times, long since) {}
}
