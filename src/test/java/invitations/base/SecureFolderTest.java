package invitations.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that others may swap for a link while they are open. */
class SecureFolderTest {
    @TempDir
    Path home;

    private Path feed;
    private Path other;

    @BeforeEach
    void open() throws IOException {
        feed = Files.createDirectories(home.resolve("drop/north"));
        other = Files.createDirectories(home.resolve("work"));
        Files.writeString(feed.resolve("people.csv"), "theirs");
        Files.writeString(home.resolve("people.csv"), "ours");
    }

    @Test
    void what_is_done_is_done_in_the_folder_that_was_opened_wherever_its_path_leads_now() throws IOException {
        try (SecureFolder from = SecureFolder.open(home, feed);
                SecureFolder to = SecureFolder.open(home, other)) {
            Files.move(feed, feed.resolveSibling("away"));
            Files.createSymbolicLink(feed, Path.of("../.."));

            from.move(Path.of("people.csv"), to, Path.of("taken.csv"));

            assertThat(from.names()).isEmpty();
        }
        assertThat(other.resolve("taken.csv")).hasContent("theirs");
        assertThat(home.resolve("people.csv")).hasContent("ours");
    }

    @Test
    void no_link_leads_to_a_folder() throws IOException {
        Files.move(feed, feed.resolveSibling("away"));
        Files.createSymbolicLink(feed, Path.of("away"));

        assertThatThrownBy(() -> SecureFolder.open(home, feed)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> SecureFolder.above(home, feed.resolve("people.csv")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_file_that_has_the_name_already_stays_and_so_does_the_one_that_was_to_go_there() throws IOException {
        try (SecureFolder from = SecureFolder.open(home, home);
                SecureFolder to = SecureFolder.open(home, feed)) {
            assertThat(from.moveAside(Path.of("people.csv"), to, Path.of("people.csv")))
                    .isFalse();
            assertThat(from.moveAside(Path.of("people.csv"), to, Path.of(UniqueName.of("people.csv"))))
                    .isTrue();
            assertThatThrownBy(() -> from.moveAside(Path.of("not-there"), to, Path.of("free.csv")))
                    .isInstanceOf(IOException.class);
            assertThat(to.names()).hasSize(2).doesNotContain(Path.of("free.csv"));
        }
        assertThat(feed.resolve("people.csv")).hasContent("theirs");
    }

    @Test
    void what_is_looked_at_is_neither_followed_nor_opened() throws IOException {
        Files.createSymbolicLink(feed.resolve("link"), home.resolve("people.csv"));
        Files.createLink(feed.resolve("hard"), feed.resolve("people.csv"));
        try (SecureFolder folder = SecureFolder.open(home, feed)) {
            assertThat(folder.at(Path.of("link")).kind()).isEqualTo(FileSnapshot.Kind.LINK);
            FileSnapshot hard = folder.at(Path.of("hard"));
            assertThat(hard.isPlainFile()).isFalse();
            assertThat(hard.isSame(folder.at(Path.of("people.csv")))).isTrue();
            assertThatThrownBy(() -> folder.read(Path.of("link"))).isInstanceOf(IOException.class);
        }
    }
}
