package invitations.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.FileRefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are larger than they say, or have no end. */
class BoundedCopyTest {
    @TempDir
    Path folder;

    @Test
    void a_file_that_grows_without_end_is_copied_to_the_limit_and_no_further() throws IOException {
        Path copy = folder.resolve("copy");
        FileChannel endless = FileChannel.open(Path.of("/dev/zero"));

        assertThatThrownBy(() -> new BoundedCopy(1_000_000).copy(endless, copy))
                .isInstanceOf(FileRefusedException.class)
                .hasMessageContaining("the file has more than 1000000 bytes (invitations.limit.file-size)");
        assertThat(copy).doesNotExist();
        assertThat(endless.isOpen()).isFalse();
    }

    @Test
    void a_file_of_the_limit_is_copied_whole() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "12345");
        Path copy = folder.resolve("copy");

        new BoundedCopy(5).copy(FileChannel.open(file), copy);

        assertThat(copy).hasContent("12345");
        assertThatThrownBy(() -> new BoundedCopy(5).copy(FileChannel.open(file), copy))
                .isInstanceOf(IOException.class);
    }
}
