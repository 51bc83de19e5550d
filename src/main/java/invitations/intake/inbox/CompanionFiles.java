package invitations.intake.inbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The names of files that come with others and are no drops themselves: checksums, markers that say a file is complete, and
 * what asks to ignore what its feed did before.
 *
 * @param marker the ending of markers; empty when none are needed
 * @param needsChecksum whether a file waits for its checksum
 */
public record CompanionFiles(String marker, boolean needsChecksum) {
    private static final List<String> CHECKSUMS = List.of(".sha256", ".md5");

    /** Asks to ignore what the feed did before. */
    private static final String REMASTER = ".remaster";

    /** {@return where the file may be that asks to ignore what the feed of a file did before} */
    static Path remaster(Path file) {
        return beside(file, name(file) + REMASTER);
    }

    /** {@return whether that is the name of a companion} */
    boolean isOne(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(REMASTER)
                || CHECKSUMS.stream().anyMatch(lower::endsWith)
                || (!marker.isEmpty() && name.endsWith(marker));
    }

    /** {@return where the checksums of a file may be} */
    static List<Path> checksums(Path file) {
        return CHECKSUMS.stream()
                .map(ending -> beside(file, name(file) + ending))
                .toList();
    }

    /** {@return where the marker of a file may be; nowhere when none is needed} */
    List<Path> markers(Path file) {
        if (marker.isEmpty()) {
            return List.of();
        }
        String name = name(file);
        int dot = name.lastIndexOf('.');
        return Stream.of(name, dot > 0 ? name.substring(0, dot) : name)
                .distinct()
                .map(start -> beside(file, start + marker))
                .toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Path beside(Path file, String name) {
        return file.resolveSibling(name);
    }
}
