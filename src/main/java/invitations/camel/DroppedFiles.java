package invitations.camel;

import invitations.feed.Feeds;
import invitations.settings.TemporaryName;
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
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code dropped-files}: looks through the drop folder before each poll, puts aside what must not be there, and
 * lets a file through once it is complete. No folder is looked into through a link. A file is complete when so many looks in
 * a row found its size and time unchanged, by our own count, since copies may keep an old time; and when its companions are
 * there, where they are asked for. What it knows of files that are gone is forgotten. For the one thread that polls.
 */
public final class DroppedFiles extends DefaultPollingConsumerPollStrategy implements GenericFileFilter<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedFiles.class);

    private final Path home;
    private final Path drop;
    private final int stablePolls;
    private final Duration minAge;
    private final Companions companions;
    private final Quarantine quarantine;
    private final DiskReserve disk;
    private Map<Path, Look> looks = Map.of();
    private Set<Path> complete = Set.of();
    private final Set<Path> told = new HashSet<>();

    /**
     * @param stablePolls how many looks in a row must find a file unchanged
     * @param minAge how long it must have been so as well
     * @param disk how much of it is kept free
     */
    DroppedFiles(Home home, int stablePolls, Duration minAge, Companions companions, DiskReserve disk) {
        this.disk = disk;
        this.home = home.root();
        this.drop = home.drop();
        this.stablePolls = stablePolls;
        this.minAge = minAge;
        this.companions = companions;
        this.quarantine = new Quarantine(home.root());
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        look();
        return true;
    }

    /** Looks once; answers the files that are complete now. */
    Set<Path> look() {
        Map<Path, Look> now = new HashMap<>();
        lookInto(drop, now);
        Map<Path, Look> beside = plainCompanions(now);
        Set<Path> awaited = awaited(now);
        Set<Path> found = new HashSet<>();
        now.forEach((path, look) -> {
            if (isAtRest(look) && !isPutAside(path, look.found()) && isComplete(path, beside, awaited)) {
                found.add(path);
            }
        });
        told.removeIf(path -> !now.containsKey(path) && !path.equals(drop));
        looks = now;
        // Where nothing may be written, all stays where its sender has put it.
        complete = found.isEmpty() || disk.hasRoom(0) ? found : Set.of();
        return complete;
    }

    @Override
    public boolean accept(GenericFile<Object> candidate) {
        Path path = Path.of(candidate.getAbsoluteFilePath());
        return candidate.isDirectory()
                ? isFeed(path) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                : complete.contains(path);
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
            Found found = folder.at(path.getFileName());
            String name = path.getFileName().toString();
            if (found.isFolder() ? TemporaryName.isOfFolder(name) : TemporaryName.isOfFile(name)) {
                return;
            }
            if (found.isFolder() && isFeed(path)) {
                now.put(path, Look.first(found));
                lookInto(path, now);
            } else {
                Look before = looks.get(path);
                now.put(path, before == null ? Look.first(found) : before.again(found));
            }
        } catch (IOException gone) {
            LOG.debug("Gone, or out of reach: {}", gone.getClass());
        }
    }

    private boolean isFeed(Path path) {
        return drop.equals(path.getParent()) && Feeds.isName(path.getFileName().toString());
    }

    private boolean isAtRest(Look look) {
        return look.times() > stablePolls && System.nanoTime() - look.since() >= minAge.toNanos();
    }

    private boolean isPutAside(Path path, Found found) {
        Optional<Misfit> misfit = Misfit.of(path, found, !drop.equals(path.getParent()));
        if (misfit.isPresent() && !told.contains(path)) {
            try {
                quarantine.put(path, misfit.get());
            } catch (IOException e) {
                tell(path, "is " + misfit.get().what() + ", is left alone, and cannot be put aside: " + e);
            }
        }
        return misfit.isPresent();
    }

    /** Those that count: what is put aside for what it is, or is a folder, is no companion of anything. */
    private Map<Path, Look> plainCompanions(Map<Path, Look> now) {
        Map<Path, Look> plain = new HashMap<>();
        now.forEach((path, look) -> {
            if (isCompanion(path, look)
                    && Misfit.of(path, look.found(), !drop.equals(path.getParent()))
                            .isEmpty()) {
                plain.put(path, look);
            }
        });
        return plain;
    }

    /** Where the companions of the files that are there may be. */
    private Set<Path> awaited(Map<Path, Look> now) {
        Set<Path> awaited = new HashSet<>();
        now.forEach((path, look) -> {
            if (look.found().kind() == Found.Kind.FILE && !isCompanion(path, look)) {
                awaited.addAll(Companions.checksums(path));
                awaited.addAll(companions.markers(path));
            }
        });
        return awaited;
    }

    private boolean isCompanion(Path path, Look look) {
        return look.found().kind() == Found.Kind.FILE
                && companions.isOne(path.getFileName().toString());
    }

    private boolean isComplete(Path path, Map<Path, Look> beside, Set<Path> awaited) {
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
        List<Look> checksums = Companions.checksums(path).stream()
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

    /** What looking found. {@code since} is when it was first seen as it is, by the clock that only goes on. */
    private record Look(Found found, int times, long since) {
        static Look first(Found found) {
            return new Look(found, 1, System.nanoTime());
        }

        Look again(Found next) {
            return found.equals(next) ? new Look(found, times + 1, since) : first(next);
        }
    }
}
