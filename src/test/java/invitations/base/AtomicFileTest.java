package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders of reports. */
class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_that_is_made_is_durable_in_the_one_above_it() throws IOException {
        List<Path> synced = new ArrayList<>();
        Path made = folder.resolve("done/default/2026");

        AtomicFile.createFolder(made, synced::add);
        AtomicFile.createFolder(made, synced::add);

        assertThat(made).isEmptyDirectory();
        assertThat(synced).containsExactly(folder, folder.resolve("done"), folder.resolve("done/default"));
    }
}
