package invitations.report;

import invitations.base.AtomicFile;
import invitations.base.EmailMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The note beside a report that the same content was dropped by other names as well. So a person who looks for a file that was
 * no drop of its own finds the report that speaks of it.
 */
final class OtherNames {
    static final String FILE = "also-dropped-as";

    private OtherNames() {}

    /** Writes the note, or takes it away where there is no other name. */
    static void write(Summary summary, Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (summary.otherNames().isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("The content of " + shown(summary.drop().fileName())
                + " was dropped by these names as well. It is one drop, and this is its report:");
        summary.otherNames().forEach(name -> lines.add(shown(name)));
        try (AtomicFile note = new AtomicFile(file)) {
            note.stream().write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            note.publish();
        }
    }

    private static String shown(String name) {
        return EmailMask.mask(name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?"));
    }
}
