package invitations.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The public test material, which is read where it lies, and not there for everybody. */
public final class SharedTestData {
    private SharedTestData() {}

    /** The path of the file or folder; skips the test when it is not there. */
    public static Path path(String name) {
        for (@Nullable Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared/testdata");
            if (Files.isDirectory(data)) {
                return data.resolve(name);
            }
        }
        assumeTrue(false, "skipped: no folder shared/testdata beside this project or above it");
        throw new AssertionError("not reached");
    }
}
