package invitations.report;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.base.AtomicFile;
import invitations.testing.Aside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are written into folders that others, whose time is over, are deleted from at the same moment. */
class LiveReportsTest {
    private static final int ROUNDS = 3_000;

    @TempDir
    Path done;

    @Test
    void the_last_report_of_a_day_is_deleted_while_a_new_one_is_written() throws Exception {
        Path day = done.resolve("default/2026/11/30");
        CompletableFuture<Void> purge = Aside.run(() -> reports(day.resolve("old")));

        reports(day.resolve("new"));

        purge.get();
        assertThat(done).isEmptyDirectory();
    }

    /** Writes a report and deletes it, again and again. */
    private void reports(Path folder) {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                AtomicFile.createFolder(folder);
                Files.createFile(folder.resolve("report.json"));
                ReportFolder files = new ReportFolder(done, folder);
                files.delete(ReportFolder.Kind.REPORT);
                assertThat(folder).doesNotExist();
                assertThat(files.all()).isEmpty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
