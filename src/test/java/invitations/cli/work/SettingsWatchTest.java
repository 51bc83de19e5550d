package invitations.cli.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.settings.InvalidSettingsException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a change of application.properties counts, and what becomes of the settings in use meanwhile. */
class SettingsWatchTest {
    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = home.resolve("application.properties");
        Files.writeString(file, "iblai.org = acme\n");
    }

    @Test
    void a_change_counts_at_the_second_look_that_finds_it() throws IOException {
        SettingsWatch watch = watch();
        assertThat(watch.settings().text(Property.ORG)).isEqualTo("acme");
        Files.writeString(file, "iblai.org = oth");
        assertThat(look(watch)).isFalse();
        Files.writeString(file, "iblai.org = other\n");
        assertThat(look(watch)).as("written on").isFalse();
        assertThat(watch.settings().text(Property.ORG)).isEqualTo("acme");

        assertThat(look(watch)).isTrue();
        assertThat(watch.settings().text(Property.ORG)).isEqualTo("other");
        assertThat(look(watch)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"emptied", "blank", "commented", "missing", "folder", "dangling"})
    void what_has_no_settings_in_it_changes_nothing_however_long_it_stays(String kind) throws IOException {
        SettingsWatch watch = watch();
        Files.delete(file);
        switch (kind) {
            case "emptied" -> Files.createFile(file);
            case "blank" -> Files.writeString(file, "\n \n");
            case "commented" -> Files.writeString(file, "# iblai.org = acme\n");
            case "folder" -> Files.createDirectory(file);
            case "dangling" -> Files.createSymbolicLink(file, Path.of("nowhere"));
            default -> assertThat(file).doesNotExist();
        }

        for (int n = 0; n < 4; n++) {
            assertThat(look(watch)).isFalse();
            assertThat(watch.settings().text(Property.ORG)).isEqualTo("acme");
        }

        Files.deleteIfExists(file);
        Files.writeString(file, "iblai.org = acme\n");
        assertThat(look(watch)).as("as it was").isFalse();
        assertThat(look(watch)).as("as it was").isFalse();
        Files.writeString(file, "iblai.org = other\n");
        assertThat(look(watch)).isFalse();
        assertThat(look(watch)).isTrue();
    }

    @Test
    void a_file_that_was_not_there_may_come() throws IOException {
        Files.delete(file);
        SettingsWatch watch = watch();
        assertThat(look(watch)).isFalse();
        Files.createFile(file);
        assertThat(look(watch)).isFalse();
        assertThat(look(watch)).isFalse();
        Files.writeString(file, "iblai.org = acme\n");
        assertThat(look(watch)).isFalse();
        assertThat(look(watch)).isTrue();
        assertThat(watch.settings().text(Property.ORG)).isEqualTo("acme");
    }

    @Test
    void what_is_written_on_while_it_is_loaded_does_not_count() throws IOException {
        boolean[] writing = {false};
        SettingsWatch watch = new SettingsWatch(() -> {
            Settings settings = load();
            if (writing[0]) {
                writing[0] = false;
                write(file, "iblai.org = third\n");
            }
            return settings;
        });
        Files.writeString(file, "iblai.org = second\n");
        assertThat(look(watch)).isFalse();
        writing[0] = true;
        assertThat(look(watch)).isFalse();
        assertThat(watch.settings().text(Property.ORG)).isEqualTo("acme");

        assertThat(look(watch)).isFalse();
        assertThat(look(watch)).isTrue();
        assertThat(watch.settings().text(Property.ORG)).isEqualTo("third");
    }

    @Test
    void what_was_written_while_it_was_loaded_first_is_loaded_again() throws IOException {
        int[] loads = {0};
        SettingsWatch watch = new SettingsWatch(() -> {
            Settings settings = load();
            if (loads[0]++ == 0) {
                write(file, "iblai.org = other\n");
            }
            return settings;
        });

        assertThat(watch.settings().text(Property.ORG)).isEqualTo("other");
        assertThat(look(watch)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iblai.ogr = other\n", "iblai.org = \\u00zz\n", "invitations.send.rate = fast\n"})
    void settings_that_cannot_be_used_are_not_taken(String text) throws IOException {
        SettingsWatch watch = watch();
        Files.writeString(file, text);

        for (int n = 0; n < 3; n++) {
            assertThat(look(watch)).isFalse();
        }
        assertThat(watch.settings().text(Property.ORG)).isEqualTo("acme");
    }

    @Test
    void settings_that_do_not_fit_are_not_taken() throws IOException {
        SettingsWatch watch = watch();
        Files.writeString(file, "iblai.org = other\n");

        for (int n = 0; n < 3; n++) {
            assertThat(watch.look(changed -> {
                        throw new InvalidSettingsException(List.of("no"));
                    }))
                    .isFalse();
        }
        assertThat(watch.settings().text(Property.ORG)).isEqualTo("acme");
    }

    @Test
    void where_nothing_can_be_started_those_of_before_are_taken_again() throws IOException {
        SettingsWatch watch = watch();
        IllegalStateException reason = new IllegalStateException("no routes");
        assertThat(watch.goBack(reason)).isFalse();
        Files.writeString(file, "iblai.org = other\n");
        look(watch);
        assertThat(look(watch)).isTrue();

        assertThat(watch.goBack(reason)).isTrue();

        assertThat(watch.settings().text(Property.ORG)).isEqualTo("acme");
        assertThat(look(watch)).isFalse();
        assertThat(look(watch)).isFalse();
        assertThat(watch.goBack(reason)).isFalse();
        Files.writeString(file, "iblai.org = third\n");
        look(watch);
        assertThat(look(watch)).isTrue();
    }

    @Test
    void a_first_start_with_what_is_no_file_is_refused() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);

        assertThatThrownBy(this::watch)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("cannot be read");
    }

    private SettingsWatch watch() {
        return new SettingsWatch(this::load);
    }

    private Settings load() {
        return Settings.load(Map.of(Property.HOME.key(), home.toString()), Map.of());
    }

    private static boolean look(SettingsWatch watch) {
        return watch.look(any -> {});
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
