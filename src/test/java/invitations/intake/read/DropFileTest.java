package invitations.intake.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import invitations.invitation.InputRow;
import invitations.testing.CsvText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DropFileTest {
    @TempDir
    Path work;

    @Test
    void the_hash_is_the_sha_256_of_the_bytes() throws IOException {
        // FIPS 180-4's example, and the empty message.
        try (DropFile abc = DropFile.open(written("abc"));
                DropFile empty = DropFile.open(written(""))) {
            assertThat(abc.hash()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assertThat(abc.size()).isEqualTo(3);
            assertThat(empty.hash()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }
    }

    @Test
    void what_is_read_is_what_was_hashed_though_the_name_means_another_file_now() throws IOException {
        Path path = written("email\nann@example.org\n");
        try (DropFile file = DropFile.open(path)) {
            Files.move(written("email\neve@example.org\n"), path, StandardCopyOption.REPLACE_EXISTING);

            assertThat(cells(file)).containsExactly(List.of("email"), List.of("ann@example.org"));
        }
    }

    @Test
    void a_file_can_be_read_again_from_its_start() throws IOException {
        try (DropFile file = DropFile.open(written("abc"))) {
            assertThat(cells(file)).containsExactly(List.of("abc"));
            assertThat(cells(file)).containsExactly(List.of("abc"));
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void links_folders_and_pipes_are_not_opened() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(work.resolve("link.csv"), written("abc"));
        Path folder = Files.createDirectory(work.resolve("folder.csv"));

        assertThatThrownBy(() -> DropFile.open(link)).hasMessage("not a regular file");
        assertThatThrownBy(() -> DropFile.open(folder)).hasMessage("not a regular file");
        assertThatThrownBy(() -> DropFile.open(work.resolve("none.csv"))).isInstanceOf(NoSuchFileException.class);

        Path pipe = work.resolve("pipe.csv");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "skipped: no mkfifo");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThatThrownBy(() -> DropFile.open(pipe)).hasMessage("not a regular file");
    }

    private static List<List<String>> cells(DropFile file) throws IOException {
        return CsvText.rows(file.records(CsvText.COMMA, CsvText.LIMITS, name -> true)).stream()
                .map(InputRow::cells)
                .toList();
    }

    private Path written(String text) throws IOException {
        return Files.writeString(Files.createTempFile(work, "drop", ".csv"), text);
    }
}
