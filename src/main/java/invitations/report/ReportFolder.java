package invitations.report;

import invitations.base.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The files in the folder of a drop, by what they are kept for. Safe for any number of threads. */
public final class ReportFolder {
    private final Path done;
    private final Path folder;

    ReportFolder(Path done, Path folder) {
        this.done = done;
        this.folder = folder;
    }

    /** What a file is kept for. */
    public enum Kind {
        /** As it was dropped. */
        INPUT,
        /** To be corrected and dropped again. */
        DEAD_LETTER,
        /** To be looked at: everything else. */
        REPORT;

        private static Kind of(Path file) {
            String name = String.valueOf(file.getFileName());
            if (name.startsWith("input")) {
                return INPUT;
            }
            return name.matches("\\.?(dry-run-)?dead-letter.*") ? DEAD_LETTER : REPORT;
        }
    }

    /** {@return where they are; the folder need not be there} */
    public Path folder() {
        return folder;
    }

    /** All of them. */
    public List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
                found.forEach(files::add);
            } catch (NoSuchFileException gone) {
                return files;
            }
        }
        return files;
    }

    /** Those of one kind. */
    public List<Path> of(Kind kind) throws IOException {
        return all().stream().filter(file -> Kind.of(file) == kind).toList();
    }

    /** Deletes those that are meant, and the folders that are empty then: of the drop, its day, month and year. */
    public void delete(Predicate<Path> which) throws IOException {
        List<Path> files = all();
        for (Path file : files) {
            if (which.test(file)) {
                Files.deleteIfExists(file);
            }
        }
        try {
            if (!files.isEmpty()) {
                AtomicFile.syncNames(folder);
            }
            for (Path empty = folder;
                    !empty.equals(done) && isEmpty(empty);
                    empty = empty.resolveSibling(".").normalize()) {
                Files.deleteIfExists(empty);
            }
        } catch (NoSuchFileException | DirectoryNotEmptyException inUse) {
            // Somebody else has deleted it, or puts a report into it at this moment.
        }
    }

    /** Deletes those of one kind, and folders as {@link #delete(Predicate)} does. */
    public void delete(Kind kind) throws IOException {
        delete(file -> Kind.of(file) == kind);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }
}
