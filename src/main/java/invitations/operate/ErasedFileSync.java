package invitations.operate;

import invitations.home.GuardedFiles;
import invitations.invitation.DropState;
import invitations.invitation.PersonMatcher;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Erasure;
import invitations.report.LeaversCsv;
import invitations.report.ReportFolder;
import invitations.report.Reports;
import invitations.report.StatusCsv;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets the files of drops follow what was erased in the ledger. The ledger comes first and remembers whose files are due,
 * so that a start after a crash does the rest. Safe for any number of threads.
 */
final class ErasedFileSync {
    /** What names people and has to: reports are written from the ledger, which is erased by itself. */
    private static final Set<String> NOT_SEARCHED = Set.of("done");

    private static final Set<String> WRITTEN_ANEW = Set.of(
            "report.json",
            "report.csv",
            "dead-letter.csv",
            "dry-run-report.csv",
            "dry-run-dead-letter.csv",
            LeaversCsv.NAME);

    private final Path home;
    private final Ledger ledger;
    private final Reports reports;

    ErasedFileSync(Path home, Ledger ledger, Reports reports) {
        this.home = home;
        this.ledger = ledger;
        this.reports = reports;
    }

    /** Lets all files follow that are due. */
    void finish() throws IOException {
        for (Drop drop : ledger.erasure().filesDue()) {
            if (!drop.hasEnded()) {
                continue;
            }
            ReportFolder files = reports.files(drop);
            if (drop.erasedAt() != null) {
                files.delete(ReportFolder.Kind.REPORT);
            } else {
                boolean isThere = !files.all().isEmpty();
                files.delete(file -> !WRITTEN_ANEW.contains(String.valueOf(file.getFileName())));
                if (isThere) {
                    reports.write(drop);
                }
            }
            ledger.erasure().filesDone(drop);
        }
    }

    /** The drops that were refused as a whole and whose file names the person: the ledger has none of its rows. */
    List<Erasure.Trace> refused(PersonMatcher person) throws IOException {
        PersonFileSearch search = new PersonFileSearch(person, new GuardedFiles(home));
        List<Erasure.Trace> found = new ArrayList<>();
        for (Drop drop : ledger.drops().all()) {
            if (drop.state() == DropState.REFUSED
                    && reports.files(drop).of(ReportFolder.Kind.INPUT).stream().anyMatch(search::finds)) {
                found.add(new Erasure.Trace(drop, List.of(), 0));
            }
        }
        return found;
    }

    /**
     * Deletes what stands beside reports and names the person still: the files of drops from whose rows people were
     * erased before, and what a feed was followed up with.
     *
     * @return how many files
     */
    int deleteRemains(PersonMatcher person) throws IOException {
        PersonFileSearch search = new PersonFileSearch(person, new GuardedFiles(home));
        int deleted = 0;
        for (Drop drop : ledger.erasure().touched()) {
            ReportFolder files = reports.files(drop);
            List<Path> named = files.all().stream().filter(search::finds).toList();
            if (!named.isEmpty() && ledger.erasure().inputGone(drop)) {
                files.delete(named::contains);
                deleted += named.size();
            }
        }
        for (Drop drop : ledger.leavers().drops()) {
            // Who left a roster stands in the folder of the next one, which does not name them.
            Path leavers = reports.folder(drop).resolve(LeaversCsv.NAME);
            if (drop.hasEnded() && search.finds(leavers)) {
                LeaversCsv.write(ledger, drop, reports.folder(drop));
                deleted++;
            }
        }
        removeLeftovers();
        for (Path followUp : followUps()) {
            if (search.finds(followUp)) {
                Files.deleteIfExists(followUp);
                deleted++;
            }
        }
        return deleted;
    }

    /** {@return how many bytes the disk of the home has left} */
    long freeDisk() {
        return home.toFile().getUsableSpace();
    }

    /** {@return what feeds as a whole were followed up with} */
    List<Path> followUps() {
        return feeds().map(feed -> feed.resolve(StatusCsv.NAME))
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Takes away what a follow-up left that was killed. */
    void removeLeftovers() throws IOException {
        for (Path feed : feeds().toList()) {
            StatusCsv.removeLeftovers(feed);
        }
    }

    private Stream<Path> feeds() {
        return ledger.drops().all().stream().map(Drop::feed).distinct().map(home.resolve("done")::resolve);
    }

    /**
     * In which folders of the home how many files name the person that are not the ledger's or a report's.
     *
     * @param unread takes what cannot be looked into
     */
    Map<String, Long> elsewhere(PersonMatcher person, Consumer<Path> unread) throws IOException {
        PersonFileSearch search = new PersonFileSearch(person, new GuardedFiles(home));
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> entries = Files.list(home)) {
            for (Path entry : entries.toList()) {
                String name = String.valueOf(entry.getFileName());
                long[] count = {0};
                if (!NOT_SEARCHED.contains(name)) {
                    Files.walkFileTree(entry, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            count[0] += search.finds(file) ? 1 : 0;
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException reason) {
                            if (!(reason instanceof NoSuchFileException)) {
                                unread.accept(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException reason) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
                }
                if (count[0] > 0) {
                    found.put(name, count[0]);
                }
            }
        }
        return found;
    }
}
