package invitations.home;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.PrivateFolders;
import invitations.testing.Aside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody renames or deletes while a home is looked through is no reason to fail. */
class HomeFolderOfSeveralUsersTest {
    @TempDir
    Path folder;

    @Test
    void two_may_delete_a_folder_at_once() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path tree = folder.resolve("tree");
            for (int n = 0; n < 300; n++) {
                Files.createDirectories(tree.resolve("sub-" + n % 7));
                Files.createFile(tree.resolve("sub-" + n % 7).resolve(String.valueOf(n)));
            }
            CompletableFuture<Void> other = aside(() -> PrivateFolders.delete(tree));

            PrivateFolders.delete(tree);

            other.get();
            assertThat(tree).doesNotExist();
        }
    }

    @Test
    void files_that_come_and_go_are_no_problem_of_the_home() throws Exception {
        Path feeds = Files.createDirectories(folder.resolve("feeds"));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> editor = aside(() -> {
            while (!over.get()) {
                Files.delete(Files.createFile(feeds.resolve("hr.properties")));
            }
        });
        try {
            for (int i = 0; i < 5_000; i++) {
                assertThat(AccessCheck.problemsOfHome(folder, false)).isEmpty();
            }
        } finally {
            over.set(true);
        }
        editor.get();
    }

    private static CompletableFuture<Void> aside(Work work) {
        return Aside.run(() -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What another program does to the files. */
    private interface Work {
        void run() throws IOException;
    }
}
