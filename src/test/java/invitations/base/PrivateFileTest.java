package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.Aside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files beside a ledger. */
class PrivateFileTest {
    @TempDir
    Path folder;

    /** An instance whose place was taken may still be at its end when the next one begins. */
    @Test
    void a_file_may_be_replaced_by_two_instances_at_once() throws IOException {
        Path file = folder.resolve("ledger.progress");

        CompletableFuture.allOf(
                        Aside.run(() -> replaceOften(file, "first")), Aside.run(() -> replaceOften(file, "second")))
                .join();

        assertThat(Files.readString(file)).isIn("first", "second");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static void replaceOften(Path file, String content) {
        try {
            for (int i = 0; i < 200; i++) {
                PrivateFile.replace(file, content.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
