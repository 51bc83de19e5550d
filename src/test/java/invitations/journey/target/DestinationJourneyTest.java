package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where people go is said before they are invited: the API, and for each target and tenant how many, and who is first. */
class DestinationJourneyTest {
    private static final String PEOPLE =
            """
            email,first_name,last_name,platform_key,program_key,target
            ada@example.org,Ada,Lovelace,acme,,
            grace@example.org,Grace,Hopper,acme,acme+logic,
            alan@example.org,Alan,Turing,acme,,
            kurt@example.org,Kurt,Goedel,other,,
            emmy@example.org,emmy@example.org,Noether,acme,,
            git@example.org,,,,,gitbook
            broken,,,acme,,
            """;

    @TempDir
    Path folder;

    @Test
    void check_names_them() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String file = stage.file("people.csv", PEOPLE).toString();

            Program.Run run = stage.run("check", file);

            String api = stage.sandbox().url();
            assertThat(run.out().lines().filter(line -> line.startsWith("  ")))
                    .containsExactly(
                            "  " + api + ", platform acme: 3, first Ada L. <a…@example.org>",
                            "  " + api + ", program acme: 1, first Grace H. <g…@example.org> to acme+logic",
                            "  " + api + ", platform other: 1, first Kurt G. <k…@example.org>",
                            "  " + stage.sandbox().gitbookUrl() + ", gitbook gitorg: 1, first <g…@example.org>");
            JsonNode json = new ObjectMapper()
                    .readTree(stage.run("check", "--json", file)
                            .out()
                            .lines()
                            .reduce((a, b) -> b)
                            .orElseThrow());
            assertThat(json.path("destinations")).hasSize(4);
            assertThat(json.at("/destinations/0/api").asText()).isEqualTo(api);
            assertThat(json.at("/destinations/0/tenant").asText()).isEqualTo("acme");
            assertThat(json.at("/destinations/0/rows").asInt()).isEqualTo(3);
            assertThat(json.at("/destinations/0/first").asText()).isEqualTo("Ada L. <a…@example.org>");
        }
    }

    @Test
    void run_logs_them_once_a_drop_before_its_first_call_and_no_address() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                SandboxStage.write(stage.home().resolve("drop/people.csv"), PEOPLE);
                await().until(() -> stage.reports().size() == 1);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
                SandboxStage.write(stage.home().resolve("drop/again.csv"), PEOPLE);
                await().until(() -> log.lines().stream().anyMatch(line -> line.contains("already processed")));
            }

            List<String> lines = log.lines();
            String expected = "of feed default goes to " + stage.sandbox().url()
                    + ", platform acme: 3, first Ada L. <a…@example.org>; ";
            assertThat(lines).filteredOn(line -> line.contains(expected)).hasSize(1);
            String line = lines.stream()
                    .filter(each -> each.contains(expected))
                    .findFirst()
                    .orElseThrow();
            assertThat(Program.shown(line))
                    .contains(expected)
                    .doesNotContain("emmy@")
                    .doesNotContain("ada@");
        }
    }

    @Test
    void many_places_are_cut_short_and_who_is_invited_by_nobody_has_no_first_person() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            StringBuilder rows = new StringBuilder("email,platform_key,operation,source,count,mode\n");
            rows.append(",acme,blank,pool,5,add\n");
            for (int n = 10; n < 35; n++) {
                rows.append("ada@example.org,platform").append(n).append(",,,,\n");
            }

            Program.Run run =
                    stage.run("check", stage.file("people.csv", rows.toString()).toString());

            List<String> lines =
                    run.out().lines().filter(line -> line.startsWith("  ")).toList();
            assertThat(lines).hasSize(21);
            assertThat(lines.get(0)).endsWith(", platform acme: 1");
            assertThat(lines.get(20)).isEqualTo("  and 6 more platforms or organizations");
        }
    }

    @Test
    void nothing_is_named_where_nobody_would_be_invited() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            Path file = stage.file("people.csv", "email\nada@example.org\n");
            stage.send(file);

            Program.Run run = stage.run("check", file.toString());

            assertThat(run.out()).contains("already processed").doesNotContain("platform acme: ");
        }
    }
}
