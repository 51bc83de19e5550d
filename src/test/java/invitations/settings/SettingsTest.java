package invitations.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String SECRET = "k3y-that-nobody-may-see";

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HOME")
    void what_nobody_sets_has_its_default(Property property) {
        Settings settings = Settings.load(Map.of(), Map.of());

        assertThat(settings.value(property)).isEqualTo(new Settings.Value(property.defaultValue(), "default"));
    }

    @Test
    void the_command_line_wins_over_the_environment_over_the_file_over_the_default() throws IOException {
        Path file =
                file("iblai.org=file", "iblai.username=file", "invitations.api.id=file", "invitations.drop.poll=7s");

        Settings settings = Settings.load(
                commandLine("invitations.api.id", "line"),
                Map.of("IBLAI_USERNAME", "variable", "INVITATIONS_API_ID", "variable", "INVITATIONS_DROP_POLL", "8s"));

        assertThat(settings.value(Property.ORG)).isEqualTo(new Settings.Value("file", file.toString()));
        assertThat(settings.value(Property.USERNAME))
                .isEqualTo(new Settings.Value("variable", "environment IBLAI_USERNAME"));
        assertThat(settings.value(Property.API_ID)).isEqualTo(new Settings.Value("line", "command line"));
        assertThat(settings.duration(Property.DROP_POLL)).isEqualTo(Duration.ofSeconds(8));
        assertThat(settings.value(Property.PAUSE_MAX)).isEqualTo(new Settings.Value("15m", "default"));
    }

    @Test
    void an_empty_value_counts_as_given() throws IOException {
        file("iblai.org=file");

        Settings settings = Settings.load(commandLine(), Map.of("IBLAI_ORG", " "));

        assertThat(settings.value(Property.ORG)).isEqualTo(new Settings.Value("", "environment IBLAI_ORG"));
        assertThat(settings.optional(Property.ORG)).isEmpty();
    }

    @Test
    void the_home_of_the_environment_has_the_file_unless_the_command_line_names_another() throws IOException {
        file("iblai.org=here");
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("application.properties"), "iblai.org=there");
        Map<String, String> environment = Map.of("INVITATIONS_HOME", elsewhere.toString());

        assertThat(Settings.load(Map.of(), environment).text(Property.ORG)).isEqualTo("there");
        assertThat(Settings.load(commandLine(), environment).text(Property.ORG)).isEqualTo("here");
    }

    @Test
    @Timeout(60)
    void a_pipe_in_the_place_of_the_file_is_a_mistake_and_is_not_waited_for() throws IOException {
        Path file = home.resolve("application.properties");
        new ProcessBuilder("mkfifo", file.toString())
                .inheritIO()
                .start()
                .onExit()
                .join();

        assertThatThrownBy(() -> Settings.load(commandLine(), Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("is a pipe, a socket or a device, and no file");
    }

    @Test
    void the_file_cannot_say_where_the_home_is() throws IOException {
        Path file = file("invitations.home=/elsewhere");

        assertThat(problems(commandLine(), Map.of()))
                .isEqualTo(file
                        + ", line 1: invitations.home: the file lies in the home, so it cannot say where that is; use"
                        + " --home or INVITATIONS_HOME");
    }

    @Test
    void a_key_that_the_file_says_twice_is_a_mistake() throws IOException {
        Path file = file("iblai.org=acme", "invitations.send.concurrency=4", "iblai.org=acme");

        assertThat(problems(commandLine(), Map.of()))
                .startsWith(file + ", line ")
                .contains("iblai.org: it stands in the file more than once; keep one line");
    }

    @Test
    void the_home_is_absolute() {
        Settings settings = Settings.load(Map.of("invitations.home", "x/../y"), Map.of());

        assertThat(settings.home()).isAbsolute().isNormalized().endsWithRaw(Path.of("y"));
    }

    @Test
    void another_home_changes_nothing_else() throws IOException {
        file("iblai.org=acme", "camel.main.name=x", "invitations.pgp.key-file=keys/secret.asc");
        Settings settings = Settings.load(commandLine(), Map.of());

        Settings moved = settings.with(Property.HOME, "/other");

        assertThat(moved.home()).isEqualTo(Path.of("/other"));
        assertThat(moved.text(Property.PGP_KEY_FILE))
                .isEqualTo(home.resolve("keys/secret.asc").toString());
        assertThat(moved.value(Property.HOME).origin()).isEqualTo("this program");
        assertThat(moved.text(Property.ORG)).isEqualTo("acme");
        assertThat(moved.camel()).isEqualTo(settings.camel()).containsEntry("camel.main.name", "x");
        assertThat(settings.home()).isEqualTo(home);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.http.automatic-retries-disabled",
                "camel.component.http.automaticRetriesDisabled",
                "camel.component.https.followRedirects",
                "camel.component.https.redirect-handling-disabled",
            })
    void what_would_let_camel_send_twice_cannot_be_changed(String key) {
        assertThatThrownBy(() -> Settings.load(commandLine(key, "false"), Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("'" + key + "' is fixed");
    }

    @Test
    void properties_of_camel_are_handed_through() throws IOException {
        file("camel.main.name=file", "camel.component.http.userAgent=x");

        assertThat(Settings.load(commandLine("camel.main.name", "line"), Map.of())
                        .camel())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("camel.main.name", "line", "camel.component.http.userAgent", "x"));
    }

    @Test
    void values_are_taken_without_the_blanks_around_them_and_as_utf_8() throws IOException {
        file("iblai.username =  Zoë \t", "invitations.send.concurrency: 64 ");
        Settings settings = Settings.load(commandLine(), Map.of("IBLAI_ORG", " acme\n"));

        assertThat(settings.text(Property.USERNAME)).isEqualTo("Zoë");
        assertThat(settings.count(Property.SEND_CONCURRENCY)).isEqualTo(64);
        assertThat(settings.text(Property.ORG)).isEqualTo("acme");
    }

    @Test
    void a_byte_order_mark_before_the_first_key_is_no_part_of_it() throws IOException {
        file("\uFEFFiblai.org=acme");

        assertThat(Settings.load(commandLine(), Map.of()).text(Property.ORG)).isEqualTo("acme");
    }

    @Test
    void a_file_that_is_not_utf_8_or_not_properties_is_refused() throws IOException {
        Path file = home.resolve("application.properties");
        Files.write(file, "iblai.username=Zo\u00eb".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(commandLine(), Map.of())).startsWith(file + ": cannot be read as UTF-8 properties: ");

        Files.writeString(file, "iblai.username=C:\\users");
        assertThat(problems(commandLine(), Map.of()))
                .isEqualTo(file + ": cannot be read as UTF-8 properties: Malformed \\uxxxx encoding.");
    }

    @Test
    void unknown_keys_are_refused_wherever_they_stand_with_a_suggestion() throws IOException {
        Path file = file("invitations.send.batchsize=5", "colour=blue");

        assertThat(problems(
                        commandLine("invitations.drop.pol", "1s"),
                        Map.of("INVITATIONS_SEND_CONCURENCY", "5", "PATH", "/")))
                .hasLineCount(4)
                .contains("environment: there is no property 'INVITATIONS_SEND_CONCURENCY'; did you mean"
                        + " 'INVITATIONS_SEND_CONCURRENCY'?")
                .contains("command line: there is no property 'invitations.drop.pol'; did you mean"
                        + " 'invitations.drop.poll'?")
                .contains(file + ", line 1: there is no property 'invitations.send.batchsize'; did you mean"
                        + " 'invitations.send.batch-size'?")
                .contains(file + ", line 2: there is no property 'colour'; docs/configuration.md lists all properties");
    }

    @Test
    void variables_of_the_launcher_and_of_others_are_none_of_our_business() {
        Map<String, String> environment = Map.of(
                "INVITATIONS_JAVA_OPTS", "-Dx",
                "INVITATIONS_HEAP", "1g",
                "INVITATIONS_NO_ARCHIVE", "1",
                "IBLAI_SOMETHING", "else",
                "HOME", "/root");

        assertThat(Settings.load(Map.of(), environment).text(Property.ORG)).isEmpty();
    }

    @Test
    void every_wrong_value_is_named_once_with_its_origin() throws IOException {
        Path file = file("invitations.send.batch-size=many");

        assertThat(problems(commandLine("invitations.drop.poll", "5"), Map.of("INVITATIONS_SEND_CONCURRENCY", "0")))
                .hasLineCount(3)
                .contains(
                        "environment INVITATIONS_SEND_CONCURRENCY: invitations.send.concurrency: '0' – expected a whole"
                                + " number from 1 to 100000")
                .contains("command line: invitations.drop.poll: '5' – expected a duration with its unit")
                .contains(file
                        + ", line 1: invitations.send.batch-size: 'many' – expected a whole number from 1 to 100000");
    }

    @Test
    void a_wrong_value_is_refused_even_where_another_origin_wins() throws IOException {
        file("invitations.send.batch-size=many");

        assertThat(problems(commandLine("invitations.send.batch-size", "10"), Map.of()))
                .contains("'many' – expected");
    }

    @Test
    void a_secret_is_in_no_message() throws IOException {
        file("iblai.api.key=" + SECRET + " with blanks");

        assertThat(problems(
                        commandLine("iblai.api.key", SECRET + "\u00e9"),
                        Map.of("IBLAI_API_KEY", SECRET + "\r\nHost: evil")))
                .hasLineCount(3)
                .doesNotContain(SECRET)
                .contains("iblai.api.key: its value – expected visible ASCII characters without blanks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:" + SECRET + "@api.example.org/dm",
                "https://user:pass/" + SECRET + "@api.example.org",
                "https://api.example.org/dm?token=" + SECRET,
                "http://" + SECRET + "@127.0.0.1"
            })
    void what_may_be_a_secret_in_a_wrong_url_is_in_no_message(String url) {
        assertThat(problems(Map.of("invitations.api.base-url", url), Map.of()))
                .startsWith("command line: invitations.api.base-url: its value – expected an https URL")
                .doesNotContain(SECRET);
    }

    @Test
    void a_secret_under_a_wrong_name_is_in_no_message() throws IOException {
        file("iblai.api-key=" + SECRET, "iblai.apikey " + SECRET);

        assertThat(problems(commandLine("iblai.key", SECRET), Map.of("INVITATIONS_API_KEY", SECRET)))
                .hasLineCount(4)
                .doesNotContain(SECRET)
                .contains("'iblai.api-key'; did you mean 'iblai.api.key'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://docs.ibl.ai",
                "https://docs.ibl.ai/_mock/apis/ibl",
                "https://DOCS.ibl.ai:443/",
                "https://docs.ibl.ai./_mock"
            })
    void the_mock_server_is_refused(String url) {
        assertThat(problems(Map.of("invitations.api.base-url", url), Map.of()))
                .isEqualTo("invitations.api.base-url: docs.ibl.ai answers anything with success and invites nobody;"
                        + " expected the API itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://docs.ibl.ai.example.org", "https://example.org/docs.ibl.ai"})
    void what_only_looks_like_the_mock_server_is_not_refused(String url) {
        assertThat(Settings.load(Map.of("invitations.api.base-url", url), Map.of())
                        .apiBaseUrl())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.iblai.app/dm, https://api.iblai.app/dm",
        "HTTPS://API.Iblai.App/dm, https://api.iblai.app/dm",
        "https://api.iblai.app/dm/, https://api.iblai.app/dm",
        "https://api.iblai.app/dm///, https://api.iblai.app/dm",
        "https://api.iblai.app:443/DM, https://api.iblai.app/DM",
        "https://api.iblai.app:8443/, https://api.iblai.app:8443",
        "https://api.iblai.app:80, https://api.iblai.app:80",
        "http://localhost:80/x, http://localhost/x",
        "http://localhost:443, http://localhost:443",
        "http://[::1]:8080/, http://[::1]:8080"
    })
    void the_base_url_has_a_normal_form_and_is_the_identity_of_the_api(String given, String normal) {
        Settings settings = Settings.load(Map.of("invitations.api.base-url", given), Map.of());

        assertThat(settings.apiBaseUrl()).isEqualTo(normal);
        assertThat(settings.apiIdentity()).isEqualTo(normal);
    }

    @Test
    void the_identity_of_the_api_can_be_named() {
        assertThat(Settings.load(Map.of("invitations.api.id", "ibl"), Map.of()).apiIdentity())
                .isEqualTo("ibl");
    }

    @Test
    void problems_are_sentences_of_their_own() {
        assertThatThrownBy(() -> Settings.load(Map.of("a", "b", "c", "d"), Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .message()
                .hasLineCount(2);
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(home.resolve("application.properties"), String.join("\n", lines));
    }

    private Map<String, String> commandLine(String... keyAndValue) {
        Map<String, String> commandLine = new LinkedHashMap<>(Map.of("invitations.home", home.toString()));
        for (int i = 0; i < keyAndValue.length; i += 2) {
            commandLine.put(keyAndValue[i], keyAndValue[i + 1]);
        }
        return commandLine;
    }

    private static String problems(Map<String, String> commandLine, Map<String, String> environment) {
        return String.valueOf(
                catchThrowableOfType(InvalidSettingsException.class, () -> Settings.load(commandLine, environment))
                        .getMessage());
    }
}
