package invitations.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which feeds there are, and which of two readings of a file counts that somebody is writing. */
class FeedFolderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path home;

    private final Queue<Change> changes = new ArrayDeque<>();
    private final List<Duration> rests = new ArrayList<>();

    @FunctionalInterface
    private interface Change {
        void happen() throws IOException;
    }

    @Test
    void a_feed_is_what_has_a_file_and_the_default_needs_none() throws IOException {
        assertThat(folder().names()).containsExactly("default");
        assertThat(folder().has("default")).isTrue();
        write("students", "");
        Files.writeString(home.resolve("feeds/staff.properties~"), "");
        Files.writeString(home.resolve("feeds/not a feed.properties"), "");

        assertThat(folder().names()).containsExactly("default", "students");
        assertThat(folder().has("students")).isTrue();
        assertThat(folder().has("staff")).isFalse();
        assertThat(folder().has("../feeds/students")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "studens,students",
                "Students,students",
                "STUDENTS,students",
                "students ,students",
                " students,students",
                "stu\u00ADdents,students",
                "\uFF53\uFF54\uFF55\uFF44\uFF45\uFF4E\uFF54\uFF53,students",
                "stude\u0301nts,students",
                "stud\u00E9nts,students",
                "Default,default",
                "new_hires,New-Hires"
            })
    void the_near_feed_is_suggested(String wrong, String meant) throws IOException {
        write("students", "");
        write("New-Hires", "");

        assertThat(folder().has(wrong)).isFalse();
        assertThat(folder().closest(wrong)).contains(meant);
        assertThat(folder().unknown(wrong)).contains("did you mean " + meant + "?");
    }

    @Test
    void where_none_is_near_those_there_are_are_named() throws IOException {
        assertThat(folder().unknown("partners")).contains("there is only default. A new feed needs that file first");
        write("students", "");
        assertThat(folder().unknown("partners")).contains("; there are default, students.");
        for (int n = 0; n < 20; n++) {
            write("course-" + n, "");
        }
        assertThat(folder().unknown("partners")).contains("and 12 more.");
    }

    @Test
    void a_file_that_rests_is_read_once() throws IOException {
        write("students", "target = program\n", NOW.minusSeconds(60));

        assertThat(folder().text("students")).isEqualTo("target = program\n");
        assertThat(folder().text("default")).isEmpty();
        assertThat(rests).isEmpty();
    }

    @Test
    void what_is_emptied_to_be_written_again_is_not_taken_for_no_settings() throws IOException {
        write("students", "", NOW);
        changes.add(() -> write("students", "target = pro", NOW));
        changes.add(() -> write("students", "target = program\n", NOW));
        changes.add(() -> {});

        assertThat(folder().text("students")).isEqualTo("target = program\n");
        assertThat(rests).hasSize(3);
    }

    @Test
    void what_is_away_to_be_replaced_is_still_a_feed() throws IOException {
        Files.createDirectories(home.resolve("feeds"));
        changes.add(() -> write("students", "target = program\n", NOW));
        changes.add(() -> {});

        folder().demand("students");
    }

    @Test
    void the_file_of_the_default_feed_that_is_being_emptied_is_waited_for_too() throws IOException {
        write("default", "", NOW.plusSeconds(3600));
        changes.add(() -> write("default", "platform-key = acme\n", NOW));
        changes.add(() -> {});

        assertThat(folder().text("default")).isEqualTo("platform-key = acme\n");
    }

    @Test
    void what_never_rests_is_refused() {
        int[] n = {0};
        FeedFolder restless = new FeedFolder(home, clock(), time -> {
            try {
                write("students", "# " + n[0]++, NOW);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThatThrownBy(() -> restless.text("students"))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.INVALID_FEED))
                .hasMessageContaining("feeds/students.properties changes all the time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "dangling", "latin", "pipe"})
    void what_is_there_and_cannot_be_read_is_a_mistake_and_not_a_feed_without_settings(String kind) throws IOException {
        Path file = Files.createDirectories(home.resolve("feeds")).resolve("students.properties");
        switch (kind) {
            case "folder" -> Files.createDirectory(file);
            case "dangling" -> Files.createSymbolicLink(file, Path.of("nowhere"));
            case "pipe" ->
                new ProcessBuilder("mkfifo", file.toString())
                        .inheritIO()
                        .start()
                        .onExit()
                        .join();
            default -> Files.write(file, new byte[] {(byte) 0xe4});
        }

        assertThatThrownBy(() -> folder().text("students"))
                .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ReasonCode.INVALID_FEED));
    }

    @Test
    void a_name_without_a_file_is_refused_by_a_code_of_its_own() throws IOException {
        write("students", "");

        for (String name : List.of("studens", "../students", "")) {
            assertThatThrownBy(() -> folder().text(name))
                    .isInstanceOfSatisfying(FileRefusedException.class, refused -> assertThat(refused.code())
                            .isEqualTo(ReasonCode.UNKNOWN_FEED));
        }
    }

    private FeedFolder folder() {
        return new FeedFolder(home, clock(), time -> {
            rests.add(time);
            try {
                Change change = changes.poll();
                if (change != null) {
                    change.happen();
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private void write(String name, String text) throws IOException {
        write(name, text, NOW.minusSeconds(60));
    }

    private void write(String name, String text, Instant time) throws IOException {
        Path file = Files.createDirectories(home.resolve("feeds")).resolve(name + ".properties");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
