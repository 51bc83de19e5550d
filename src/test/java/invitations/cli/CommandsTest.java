package invitations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.sandbox.Sandbox;
import invitations.sandbox.config.Access;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each verb prints and answers. */
class CommandsTest {
    private static final String PEOPLE =
            """
            email,platform_key,program_key
            ada@example.org,acme,
            grace@example.org,acme,acme+logic
            broken,acme,
            ada@example.org,acme,
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new LinkedHashMap<>();
    private Sandbox sandbox = Sandbox.start(
            SandboxSettings.withKey("key").withAccess(Access.to("key").withLimitedKey("less", Endpoint.PLATFORM_LIST)));

    @BeforeEach
    void prepare() {
        environment.put(Property.HOME.variable(), folder.resolve("home").toString());
        environment.put(Property.API_BASE_URL.variable(), sandbox.url());
        environment.put(Property.API_KEY.variable(), "key");
        environment.put(Property.GIVE_UP_AFTER.variable(), "50ms");
        environment.put(Property.PAUSE_FIRST.variable(), "20ms");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void check_tells_what_is_wrong_and_what_would_be_sent_and_calls_nobody() throws IOException {
        Path file = file("people.csv", PEOPLE);

        Program.Run run = run("check", file.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out().lines())
                .containsExactly(
                        file + ":4: INVALID_EMAIL: email: 'broken' – expected an address with an @, such as"
                                + " name@example.org",
                        file + ":5: DUPLICATE_IN_FILE: the same as line 2",
                        file + ": 4 rows; would invite 2 (1 by platform single, 1 by program bulk); 1 INVALID;"
                                + " 1 DUPLICATE. Nothing was sent.",
                        "  " + sandbox.url() + ", platform acme: 1, first <a…@example.org>",
                        "  " + sandbox.url() + ", program acme: 1, first <g…@example.org> to acme+logic",
                        "- plan: 4 rows: 2 would be invited, 1 duplicate, 1 invalid",
                        "- would be invited, platform acme: 1 (line 2 <a…@example.org>)",
                        "- would be invited, program acme: 1 (line 3 <g…@example.org> to acme+logic)",
                        "- invalid: 1 (line 4 INVALID_EMAIL)",
                        "- duplicate, platform acme: 1 (line 5 <a…@example.org> DUPLICATE_IN_FILE)",
                        "- domains of those who would be invited: example.org 2",
                        "- the feed has no earlier drop to compare with",
                        "- no guard holds it");
        assertThat(sandbox.requestCount()).isZero();
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void check_needs_no_key() throws IOException {
        environment.remove(Property.API_KEY.variable());

        assertThat(run(
                                "check",
                                file("people.csv", "email,platform_key\na@example.org,acme\n")
                                        .toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void check_prints_json_lines_for_programs() throws IOException {
        Program.Run run = run(
                "check",
                "--json",
                file("people.csv", PEOPLE).toString(),
                file("bad.csv", "email,platform_key\n\"open").toString());

        assertThat(run.exitCode()).isEqualTo(4);
        List<JsonNode> lines = json(run.out());
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).path("line").asInt()).isEqualTo(4);
        assertThat(lines.get(0).path("errors").get(0).path("column").asText()).isEqualTo("email");
        assertThat(lines.get(0).path("errors").get(0).path("value").asText()).isEqualTo("broken");
        assertThat(lines.get(1).path("status").asText()).isEqualTo("DUPLICATE");
        assertThat(lines.get(2).path("would_send").path("program bulk").asInt()).isEqualTo(1);
        assertThat(lines.get(3).path("code").asText()).isEqualTo("MALFORMED_CSV");
    }

    @Test
    void check_uses_the_settings_of_the_feed_and_what_the_ledger_knows() throws IOException {
        Path feeds = Files.createDirectories(folder.resolve("home/feeds"));
        Files.writeString(feeds.resolve("north.properties"), "platform-key = acme\n");
        Path file = file("people.csv", "email\nada@example.org\ngrace@example.org\n");
        assertThat(run("send", "--yes", "--feed", "north", "--limit", "1", file.toString())
                        .exitCode())
                .isEqualTo(3);

        Program.Run run = run("check", "--feed", "north", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("would invite 1 (1 by platform single); 1 ALREADY_INVITED");
        assertThat(sandbox.requestCount()).isEqualTo(1);
    }

    @Test
    void send_prints_json_lines_for_programs() throws IOException {
        Program.Run run =
                run("send", "--yes", "--json", file("people.csv", PEOPLE).toString());

        assertThat(run.exitCode()).isEqualTo(3);
        JsonNode line = json(run.out()).get(0);
        assertThat(line.path("state").asText()).isEqualTo("REPORTED");
        assertThat(line.path("counts").path("INVITED").asInt()).isEqualTo(2);
        assertThat(Path.of(line.path("report").asText())).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void a_limit_is_a_number_from_one(String limit) throws IOException {
        Program.Run run = run(
                "send", "--yes", "--limit", limit, file("people.csv", PEOPLE).toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--limit " + limit + ": expected a number from 1");
    }

    @Test
    void status_shows_drops_whatever_has_become_of_them() throws IOException {
        assertThat(run("status").out()).startsWith("Nothing was dropped yet in ");
        assertThat(run("status", "--json").out()).isEmpty();
        run("send", "--yes", file("people.csv", PEOPLE).toString());
        run("send", "--yes", file("bad.csv", "").toString());

        assertThat(run("status").out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .endsWith("  REPORTED  default/people.csv  4 rows: 2 INVITED, 1 INVALID, 1 DUPLICATE"),
                        line -> assertThat(line).endsWith("  REFUSED  default/bad.csv  0 rows"));
        JsonNode json = json(run("status", "--json").out()).get(0);
        assertThat(json.path("status").asText()).isEqualTo("SOME_NOT_INVITED");
        assertThat(json.path("counts").path("INVITED").asInt()).isEqualTo(2);
    }

    @Test
    void report_knows_drops_by_the_beginning_of_their_name() throws IOException {
        assertThat(run("report", "2026").exitCode()).isEqualTo(2);
        run("send", "--yes", file("people.csv", PEOPLE).toString());

        assertThat(run("report", "2").exitCode()).isZero();
        Program.Run unknown = run("report", "nothing-like-it");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("'nothing-like-it': expected the id of one drop");
    }

    @Test
    void there_is_no_report_while_rows_are_open() throws IOException {
        sandbox.order(Fault.at().always().with(FaultEffect.Status.of(429).withHeader("Retry-After", "1")));
        environment.put(Property.API_BASE_URL.variable(), "http://127.0.0.1:1/dm");
        assertThat(run("send", "--yes", file("people.csv", PEOPLE).toString()).exitCode())
                .isEqualTo(5);

        Program.Run run = run("report", "2");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("is still SENDING; its report is written when no row is open");
    }

    @Test
    void the_doctor_finds_everything_fine() {
        environment.put(Property.ORG.variable(), "acme");
        Program.Run run = run("doctor");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("ledger    none yet")
                .contains("answers, and accepts the key")
                .containsPattern("iblai.api.key +\\*{8}  \\(environment IBLAI_API_KEY\\)");
    }

    @Test
    void the_doctor_says_what_is_wrong_with_the_key() {
        environment.put(Property.ORG.variable(), "acme");
        environment.put(Property.API_KEY.variable(), "wrong");
        Program.Run wrong = run("doctor");
        environment.put(Property.API_KEY.variable(), "less");
        Program.Run less = run("doctor");
        environment.remove(Property.API_KEY.variable());
        Program.Run none = run("doctor");

        assertThat(wrong.exitCode()).isEqualTo(6);
        assertThat(wrong.out()).contains("does not accept the key (401)");
        assertThat(less.exitCode()).isEqualTo(6);
        assertThat(less.out()).contains("but not for platform 'acme' (403)");
        assertThat(none.exitCode()).isEqualTo(78);
        assertThat(none.out()).contains("there is no key; set IBLAI_API_KEY");
    }

    @Test
    void the_doctor_says_when_the_api_is_not_where_it_should_be() {
        environment.put(Property.ORG.variable(), "acme");
        environment.put(Property.API_CATALOG_PATH.variable(), "/elsewhere");
        Program.Run elsewhere = run("doctor");
        environment.put(Property.API_BASE_URL.variable(), "http://127.0.0.1:1/dm");
        Program.Run away = run("doctor");

        assertThat(elsewhere.exitCode()).isEqualTo(5);
        assertThat(elsewhere.out()).contains("answers with HTTP 404; check invitations.api.base-url");
        assertThat(away.exitCode()).isEqualTo(5);
        assertThat(away.out()).contains("http://127.0.0.1:1/dm cannot be reached: ConnectException");
    }

    @Test
    void the_doctor_says_when_the_ledger_lacks_its_key() throws IOException {
        run("send", "--yes", file("people.csv", PEOPLE).toString());
        assertThat(run("doctor").out()).contains("ledger    ok, 1 drops");
        Files.delete(folder.resolve("home/ledger.key"));

        Program.Run run = run("doctor");

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.out()).contains("ledger.key");
    }

    @Test
    void routes_come_from_whoever_names_some_and_else_from_the_launcher() {
        System.setProperty(Property.ROUTES.key(), "/launcher/routes");
        try {
            assertThat(run("doctor").out()).contains("/launcher/routes  (this program)");
            environment.put(Property.ROUTES.variable(), "/my/routes");
            assertThat(run("doctor").out()).contains("/my/routes  (environment INVITATIONS_ROUTES)");
        } finally {
            System.clearProperty(Property.ROUTES.key());
        }
    }

    @Test
    void the_doctor_looks_at_the_openpgp_key() throws IOException {
        environment.put(
                Property.PGP_KEY_FILE.variable(), file("key.asc", "no key").toString());

        Program.Run run = run("doctor");

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.out())
                .contains(
                        "key.asc: cannot be read as a secret OpenPGP key: expected what gpg --export-secret-keys writes");
    }

    @Test
    void a_home_that_is_a_file_is_told() throws IOException {
        environment.put(Property.HOME.variable(), file("home.txt", "").toString());

        Program.Run run = run("doctor");

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.out()).contains("cannot be written; give it to this user, or set --home");
    }

    @Test
    void the_demo_clears_what_a_demo_left_and_nothing_else() throws IOException {
        Path demo = folder.resolve("demo");
        assertThat(run("demo", "--home", demo.toString()).exitCode()).isZero();
        assertThat(run("demo", "--home", demo.toString()).exitCode()).isZero();
        Files.delete(demo.resolve(".demo"));

        Program.Run run = run("demo", "--home", demo.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is there and is not a demo's: expected another --home");
        assertThat(demo.resolve("ledger.db")).exists();
    }

    @Test
    void properties_come_from_the_command_line_too() throws IOException {
        environment.remove(Property.HOME.variable());
        Program.Run run = run(
                "send",
                "--home=" + folder.resolve("other"),
                "-D",
                "invitations.send.batch-size=1",
                "--yes",
                file("people.csv", PEOPLE).toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(folder.resolve("other/ledger.db")).exists();
    }

    @Test
    void without_a_verb_the_way_to_the_usage_is_shown() {
        Program.Run run = run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required subcommand").contains("Try 'invitations --help'");
    }

    private Program.Run run(String... arguments) {
        return Program.run(environment, arguments);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<JsonNode> json(String lines) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            objects.add(new ObjectMapper().readTree(line));
        }
        return objects;
    }
}
