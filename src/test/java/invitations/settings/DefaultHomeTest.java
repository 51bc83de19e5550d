package invitations.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the home of a user is who names none, by the XDG Base Directory Specification. */
class DefaultHomeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/data, /home/ada, /data/invitations",
        "/data/, /home/ada, /data/invitations",
        "/data/../other, /home/ada, /other/invitations",
        "'', /home/ada, /home/ada/.local/share/invitations",
        "' ', /home/ada, /home/ada/.local/share/invitations",
        "data, /home/ada, /home/ada/.local/share/invitations",
        "./data, /home/ada, /home/ada/.local/share/invitations",
        "~/data, /home/ada, /home/ada/.local/share/invitations",
        "'', '', /passwd/ada/.local/share/invitations",
        "'', ada, /passwd/ada/.local/share/invitations"
    })
    void relative_and_empty_variables_are_ignored(String data, String home, String expected) {
        assertThat(DefaultHome.of(Map.of("XDG_DATA_HOME", data, "HOME", home), "/passwd/ada"))
                .contains(Path.of(expected));
    }

    @Test
    void without_any_folder_of_the_user_there_is_none() {
        assertThat(DefaultHome.of(Map.of(), "?")).isEmpty();
        assertThat(DefaultHome.of(Map.of(), null)).isEmpty();
        assertThat(DefaultHome.of(Map.of("XDG_DATA_HOME", "a\0b"), null)).isEmpty();
    }

    @Test
    void settings_take_it_where_nobody_names_one_and_read_the_file_in_it() throws Exception {
        Path home = Files.createDirectories(folder.resolve("invitations"));
        Files.writeString(home.resolve("application.properties"), "iblai.org = acme\n");
        Map<String, String> environment = Map.of("XDG_DATA_HOME", folder.toString());

        Settings settings = Settings.load(Map.of(), environment);

        assertThat(settings.home()).isEqualTo(home);
        assertThat(settings.isHomeNamed()).isFalse();
        assertThat(settings.value(Property.HOME).origin()).isEqualTo("default");
        assertThat(settings.text(Property.ORG)).isEqualTo("acme");
        assertThat(Settings.load(Map.of("invitations.home", "/other"), environment)
                        .isHomeNamed())
                .isTrue();
    }

    @Test
    void what_no_shell_has_expanded_is_no_folder() {
        assertThatThrownBy(() -> Settings.load(Map.of(), Map.of("INVITATIONS_HOME", "~/data")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("invitations.home: '~/data'");
    }

    @Test
    void a_user_without_a_folder_has_to_name_a_home() {
        String before = System.getProperty("user.home");
        System.setProperty("user.home", "?");
        try {
            assertThatThrownBy(() -> Settings.load(Map.of(), Map.of()))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("name a home by its whole path, with --home or INVITATIONS_HOME");
            assertThat(Settings.load(Map.of("invitations.home", "/other"), Map.of())
                            .home())
                    .isEqualTo(Path.of("/other"));
        } finally {
            System.setProperty("user.home", before);
        }
    }
}
