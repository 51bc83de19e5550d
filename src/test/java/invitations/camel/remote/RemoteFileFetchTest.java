package invitations.camel.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.home.HomeFolder;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFileFetchTest {
    @TempDir
    private Path folder;

    private HomeFolder home;
    private RemoteFileFetch collecting;

    @BeforeEach
    void take() throws IOException {
        home = HomeFolder.take(folder, false);
        Files.createDirectories(folder.resolve("incoming"));
        Files.writeString(folder.resolve("incoming/left.part"), "half");
        collecting = new RemoteFileFetch(home);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void what_a_crash_left_half_fetched_is_taken_away() {
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void a_file_is_published_for_its_owner_only() throws IOException {
        collecting.take(file("people.csv", "people.csv", "abc", 3), "staff");
        collecting.take(file("north/people.csv", "people.csv", "abcd", 4), "staff");

        Path dropped = folder.resolve("drop/staff/people.csv");
        assertThat(dropped).hasContent("abc");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dropped)))
                .isEqualTo("rw-------");
        assertThat(Files.getAttribute(dropped, "unix:nlink")).isEqualTo(1);
        assertThat(folder.resolve("drop/north/people.csv")).hasContent("abcd");
    }

    @Test
    void less_or_more_than_the_server_said_is_not_published() {
        for (int said : new int[] {2, 4}) {
            assertThatThrownBy(() -> collecting.take(file("people.csv", "people.csv", "abc", said), "staff"))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("people.csv");
        }
        GenericFile<Object> nothing = file("people.csv", "people.csv", "", 0);
        nothing.setBody(null);
        assertThatThrownBy(() -> collecting.take(nothing, "staff")).isInstanceOf(EOFException.class);
        assertThat(folder.resolve("drop")).isEmptyDirectory();
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void a_name_that_came_past_the_filter_is_still_no_path() {
        assertThatThrownBy(() -> collecting.take(file("../x.csv", "../x.csv", "abc", 3), "staff"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> collecting.take(file("../x.csv", "x.csv", "abc", 3), "staff"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static GenericFile<Object> file(String relative, String name, String text, long length) {
        GenericFile<Object> file = new GenericFile<>();
        file.setRelativeFilePath(relative);
        file.setFileNameOnly(name);
        file.setFileLength(length);
        file.setBody(new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return file;
    }
}
