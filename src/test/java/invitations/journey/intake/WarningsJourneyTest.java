package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender may not have meant is sent, and told wherever somebody looks; where the feed says so, it is an error. */
class WarningsJourneyTest {
    private static final String NAMES =
            """
            email,platform_key,first_name,last_name
            ann@example.org,acme,"Ann,",O&#39;Brien
            bob@example.org,acme,Bob,Ford
            """;
    private static final String ENTITY = "last_name: 'O&#39;Brien' – expected a text in which no letter or sign is"
            + " written as in HTML, such as &amp; for &";
    private static final String DELIMITER =
            "first_name: 'Ann,' – expected a name without a comma or semicolon at its start or end";

    @TempDir
    Path folder;

    @Test
    void rows_are_sent_and_the_report_says_what_may_not_be_meant() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", NAMES);

            Program.Run run = stage.send(file);

            assertThat(run.exitCode()).isEqualTo(0);
            assertThat(run.out())
                    .contains("warning: HTML_ENTITY: 1 time, on line 2: expected a text")
                    .contains("warning: STRAY_DELIMITER: 1 time, on line 2: expected a name");
            assertThat(stage.invited()).hasSize(2);
            JsonNode warnings = report(stage).path("warnings");
            assertThat(warnings).hasSize(2);
            assertThat(warnings.get(0).toString())
                    .isEqualTo(
                            """
                            {"code":"HTML_ENTITY","count":1,"message":"expected a text in which no letter or sign is \
                            written as in HTML, such as &amp; for &","lines":[2]}""");
            assertThat(report(stage).path("by_code").isEmpty()).isTrue();
            List<String> rows = Files.readAllLines(stage.report().resolve("report.csv"));
            assertThat(rows.get(0)).endsWith(",\"_at\",\"_warnings\"");
            assertThat(rows.get(1))
                    .contains("\"INVITED\"")
                    .endsWith(",\"STRAY_DELIMITER: " + DELIMITER + "; HTML_ENTITY: " + ENTITY + "\"");
            assertThat(rows.get(2)).endsWith("Z\",\"\"");
        }
    }

    @Test
    void a_check_prints_each() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", NAMES);

            Program.Run words = stage.run("check", file.toString());
            List<String> json =
                    stage.run("check", "--json", file.toString()).out().lines().toList();

            assertThat(words.exitCode()).isEqualTo(0);
            assertThat(words.out())
                    .contains(file + ":2: warning: STRAY_DELIMITER: " + DELIMITER + "; HTML_ENTITY: " + ENTITY)
                    .contains("  warning: HTML_ENTITY: 1 time, on line 2: expected");
            JsonNode row = new ObjectMapper().readTree(json.get(0));
            assertThat(row.path("line").asInt()).isEqualTo(2);
            assertThat(row.path("status").asText()).isEqualTo("PLANNED");
            assertThat(row.at("/warnings/1/code").asText()).isEqualTo("HTML_ENTITY");
            assertThat(row.at("/warnings/1/suggestion/last_name").asText()).isEqualTo("O'Brien");
            assertThat(new ObjectMapper()
                            .readTree(json.get(1))
                            .at("/warnings/1/count")
                            .asInt())
                    .isEqualTo(1);
            assertThat(json).hasSize(2);
        }
    }

    @Test
    void a_feed_makes_one_an_error_with_the_same_sentence() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("hr", "platform-key = acme\nwarnings = html_entity\n");
            Path file = stage.file("people.csv", NAMES);

            Program.Run run = stage.run("send", "--yes", "--feed", "hr", file.toString());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(stage.invited()).containsOnlyKeys("bob@example.org acme");
            assertThat(report(stage).at("/by_code/HTML_ENTITY").asInt()).isEqualTo(1);
            assertThat(report(stage).at("/warnings/0/code").asText()).isEqualTo("STRAY_DELIMITER");
            assertThat(report(stage).path("warnings")).hasSize(1);
            assertThat(Files.readString(stage.report().resolve("dead-letter.csv")))
                    .contains(",INVALID,HTML_ENTITY," + "\"" + ENTITY.replace("\"", "\"\"") + "\",last_name: O'Brien");
        }
    }

    @Test
    void all_are_errors_where_the_feed_wants_none() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("hr", "platform-key = acme\nwarnings = refuse\n");
            Path file = stage.file("people.csv", NAMES);

            stage.run("send", "--yes", "--feed", "hr", file.toString());

            assertThat(stage.invited()).containsOnlyKeys("bob@example.org acme");
            assertThat(report(stage).at("/by_code/STRAY_DELIMITER").asInt()).isEqualTo(1);
            assertThat(report(stage).path("warnings")).isEmpty();
        }
    }

    @Test
    void what_is_about_the_file_is_told_of_it_and_refuses_it_where_the_feed_says_so() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("hr", "platform-key = acme\n");
            stage.feed("strict", "platform-key = acme\nwarnings = CHARSET_GUESSED | HTML_ENTITY\n");
            String people = "email,first_name\nzoe@example.org,Jürgen Groß\nrene@example.org,Günther Schäfer\n";
            Path file = Files.write(folder.resolve("people.csv"), people.getBytes(Charset.forName("windows-1252")));

            Program.Run refused = stage.run("send", "--yes", "--feed", "strict", file.toString());

            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(stage.invited()).isEmpty();
            assertThat(report(stage).at("/refusal/code").asText()).isEqualTo("CHARSET_GUESSED");
            assertThat(report(stage).at("/refusal/message").asText())
                    .isEqualTo(
                            "the file is read as windows-1252, which is a guess: set charset in the feed's settings");

            Program.Run checked = stage.run("check", "--json", "--feed", "hr", file.toString());
            assertThat(new ObjectMapper()
                            .readTree(checked.out())
                            .at("/warnings/0")
                            .toString())
                    .isEqualTo(
                            """
                            {"code":"CHARSET_GUESSED","count":1,"lines":[],"message":"the file is read as windows-1252, \
                            which is a guess: set charset in the feed's settings"}""");
        }
    }

    @Test
    void of_many_the_first_lines_are_told() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            StringBuilder people = new StringBuilder("email,platform_key,first_name\n");
            for (int i = 0; i < 700; i++) {
                people.append("p").append(i).append("@example.org,acme,Z&ouml;e\n");
            }

            Program.Run run = stage.run(
                    "check", stage.file("people.csv", people.toString()).toString());

            assertThat(run.out())
                    .contains(
                            "  warning: HTML_ENTITY: 700 times, on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …: expected");
        }
    }

    @Test
    void nothing_is_left_of_a_person_who_is_forgotten() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", NAMES));

            assertThat(stage.run("forget", "--yes", "ann@example.org").exitCode())
                    .isEqualTo(0);

            assertThat(Files.readString(stage.report().resolve("report.csv"))).doesNotContain("Brien");
            assertThat(report(stage).at("/warnings/0/count").asInt()).isEqualTo(1);
        }
    }

    private static JsonNode report(SandboxStage stage) throws IOException {
        return new ObjectMapper().readTree(Files.readString(stage.report().resolve("report.json")));
    }
}
