package invitations.camel;

import invitations.invitation.Mention;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.report.DropFiles;
import invitations.report.Reports;
import invitations.report.StatusFile;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lets the files of drops follow what was erased in the ledger. The ledger comes first and remembers whose files are due,
 * so that a start after a crash does the rest. Safe for any number of threads.
 */
final class ErasedFiles {
    /** What names people and has to: the ledger is erased by itself, and reports are written from it. */
    private static final Set<String> NOT_SEARCHED = Set.of("done", "ledger.db", "ledger.db-wal", "ledger.db-shm");

    private static final Set<String> WRITTEN_ANEW = Set.of("report.json", "report.csv", "dead-letter.csv");
    private static final int WINDOW = 1 << 16;

    private final Path home;
    private final Ledger ledger;
    private final Reports reports;

    ErasedFiles(Path home, Ledger ledger, Reports reports) {
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
            DropFiles files = reports.files(drop);
            if (drop.erasedAt() != null) {
                files.delete(DropFiles.Kind.REPORT);
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

    /**
     * Deletes what stands beside reports and names the person still: the files of drops from whose rows people were
     * erased before, and what a feed was followed up with.
     *
     * @return how many files
     */
    int deleteRemains(Mention person) throws IOException {
        int deleted = 0;
        for (Drop drop : ledger.erasure().touched()) {
            DropFiles files = reports.files(drop);
            List<Path> named =
                    files.all().stream().filter(file -> names(file, person)).toList();
            if (!named.isEmpty() && ledger.erasure().inputGone(drop)) {
                files.delete(named::contains);
                deleted += named.size();
            }
        }
        for (String feed :
                ledger.drops().all().stream().map(Drop::feed).distinct().toList()) {
            Path status = home.resolve("done").resolve(feed).resolve(StatusFile.NAME);
            if (names(status, person)) {
                Files.deleteIfExists(status);
                deleted++;
            }
        }
        return deleted;
    }

    /** In which folders of the home how many files name the person that are not the ledger's or a report's. */
    Map<String, Long> elsewhere(Mention person) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> entries = Files.list(home)) {
            for (Path entry : entries.toList()) {
                String name = String.valueOf(entry.getFileName());
                if (!NOT_SEARCHED.contains(name)) {
                    try (Stream<Path> files = Files.walk(entry)) {
                        long count = files.filter(file -> names(file, person)).count();
                        if (count > 0) {
                            found.put(name, count);
                        }
                    }
                }
            }
        }
        return found;
    }

    /** Whether its name or its text does, in pieces that overlap. Files of UTF-16 have a NUL beside each plain letter. */
    private static boolean names(Path file, Mention person) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (person.isInName(String.valueOf(file.getFileName()))) {
            return true;
        }
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            char[] piece = new char[WINDOW];
            String before = "";
            for (int read = reader.read(piece); read >= 0; read = reader.read(piece)) {
                String text = before + new String(piece, 0, read).replace("\0", "");
                if (person.isIn(text)) {
                    return true;
                }
                before = text.substring(Math.max(0, text.length() - Mention.LONGEST));
            }
            return false;
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }
}
