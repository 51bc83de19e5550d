package invitations.intake.inbox;

import invitations.base.PrivateFolders;
import invitations.home.HomeFolder;
import invitations.intake.read.DropFile;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts, on the disk and before a file is read, how often the program has begun to read what is in it and never came to an
 * end. A file at which the program ended twice is refused, so that it does not keep all others from being read after each
 * start. One at which it ended once is read while no other file is: the file that ends the program then is known. Safe for any
 * number of threads.
 */
public final class ReadAttempts {
    private static final int MOST = 2;
    /** As many as read at once, and more. */
    private static final int ALL = 1_000;

    private final Path folder;
    private final long largest;
    private final Semaphore readers = new Semaphore(ALL, true);
    private final Map<Path, Reading> begun = new HashMap<>();

    /** @param largest how many bytes of a file are looked at to know it again */
    public ReadAttempts(HomeFolder home, long largest) {
        this.folder = home.work().resolve(".attempts");
        this.largest = largest;
    }

    /** What has the same content is one file, whatever its place: a container is unpacked anew after a start. */
    private record Reading(String content, int permits) {}

    /**
     * Takes note, durably, that the file is about to be read; waits where it may not be read beside others.
     *
     * @throws FileRefusedException {@code READING_ENDED_TWICE} when the program ended at it before, twice
     */
    public void begin(WorkFile arrival) throws IOException {
        String content;
        try (DropFile file = DropFile.open(arrival.file(), largest)) {
            content = file.hash();
        }
        int before = count(content);
        int permits = before == 0 ? 1 : ALL;
        readers.acquireUninterruptibly(permits);
        synchronized (this) {
            begun.put(arrival.file(), new Reading(content, permits));
            if (before < MOST) {
                PrivateFolders.create(folder);
                // Another feed may begin to read the same content at this very moment.
                if (Files.notExists(mark(content, before + 1), LinkOption.NOFOLLOW_LINKS)) {
                    Files.createFile(mark(content, before + 1));
                }
            }
        }
        if (before >= MOST) {
            throw new FileRefusedException(
                    ReasonCode.READING_ENDED_TWICE,
                    0,
                    "the program ended " + MOST + " times while it read this file, without being stopped: keep the"
                            + " file, and let the maker of the program have a look; or save the list anew as 'CSV UTF-8',"
                            + " and drop that");
        }
        PrivateFolders.sync(folder);
    }

    /**
     * Forgets, after a start, what will not be read again: the program may have ended between a file's last reading and the note
     * that it was read.
     *
     * @param arrivals gives the files in the work folder that are still to be read; not asked where nothing was left
     */
    public synchronized void forgetAllBut(Supplier<List<WorkFile>> arrivals) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Set<String> contents = new HashSet<>();
        for (WorkFile arrival : arrivals.get()) {
            try (DropFile file = DropFile.open(arrival.file(), largest)) {
                contents.add(file.hash());
            } catch (FileRefusedException unread) {
                // It is refused before it is read, so it has no mark.
            } catch (IOException notReadable) {
                // It may have any of the marks.
                return;
            }
        }
        try (Stream<Path> marks = Files.list(folder)) {
            for (Path mark : marks.toList()) {
                String name = mark.getFileName().toString();
                if (!contents.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
                    Files.deleteIfExists(mark);
                }
            }
        }
        deleteIfEmpty();
    }

    /** Takes note that reading the file has come to an end, by whatever way. */
    public synchronized void end(WorkFile arrival) throws IOException {
        Reading reading = begun.remove(arrival.file());
        if (reading == null) {
            return;
        }
        readers.release(reading.permits());
        if (begun.values().stream().noneMatch(other -> other.content().equals(reading.content()))) {
            for (int i = 1; i <= MOST; i++) {
                Files.deleteIfExists(mark(reading.content(), i));
            }
        }
        deleteIfEmpty();
    }

    private void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException othersAreRead) {
            // The last one that ends takes it away.
        }
    }

    private int count(String content) {
        int count = 0;
        while (count < MOST && Files.exists(mark(content, count + 1), LinkOption.NOFOLLOW_LINKS)) {
            count++;
        }
        return count;
    }

    private Path mark(String content, int number) {
        return folder.resolve(content + "." + number);
    }
}
