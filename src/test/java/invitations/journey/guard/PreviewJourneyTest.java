package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} shows what a file would do, and calls nobody for that. */
class PreviewJourneyTest {
    private static final String MIXED =
            """
            email,platform_key,first_name,last_name,note
            ada@example.org,acme,Ada,Lovelace,=1+1
            bob@example.org,acme,Bob,Bell,
            bob@example.org,acme,Bob,Bell,
            no address,acme,,,
            cy@school.example,acme,Cy,Young,
            dan@school.example,acme,Dan,Day,
            eve@school.example,other,Eve,East,
            gone@example.org,acme,,,
            """;

    @TempDir
    Path folder;

    @Test
    void a_check_shows_the_whole_plan_and_calls_nobody() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=4\nguard.growth=off\nguard.invalid=off\n");
            SandboxStage.write(stage.home().resolve("suppress.csv"), "email\ngone@example.org\n");
            Path last = stage.file(
                    "last.csv",
                    """
                    email,platform_key,first_name,last_name,note
                    ada@example.org,acme,Ada,Lovelace,
                    left@example.org,acme,Lee,Left,
                    """);
            assertThat(stage.run("send", "--yes", "--feed", "staff", last.toString())
                            .exitCode())
                    .isZero();
            String drop = stage.run("status").out().split(" ", 2)[0];
            int requests = stage.sandbox().requests().size();

            Program.Run check = stage.run(
                    "check", "--feed", "staff", stage.file("mixed.csv", MIXED).toString());

            assertThat(check.exitCode()).isEqualTo(3);
            assertThat(check.out().lines())
                    .containsSubsequence(
                            "- plan: 8 rows: 4 would be invited, 1 already invited, 1 duplicate, 1 invalid, 1 suppressed",
                            "- already invited, platform acme: 1 (line 2 Ada L. <a…@example.org>)",
                            "- would be invited, platform acme: 3 (line 3 Bob B. <b…@example.org>,"
                                    + " line 6 Cy Y. <c…@school.example>, line 7 Dan D. <d…@school.example>)",
                            "- duplicate, platform acme: 1 (line 4 Bob B. <b…@example.org> DUPLICATE_IN_FILE)",
                            "- invalid: 1 (line 5 INVALID_EMAIL)",
                            "- would be invited, platform other: 1 (line 8 Eve E. <e…@school.example>)",
                            "- suppressed: 1 (line 9)",
                            "- domains of those who would be invited: school.example 3 (the feed never had it),"
                                    + " example.org 1",
                            "- compared with the feed's last drop " + drop
                                    + ": 8 rows, it had 2; 4 people new in the file, 1 person not in it any more",
                            "- guard invitations: 4 people would be invited by this file;"
                                    + " the guard invitations holds from 4",
                            "- send would hold it until a person approves it");
            assertThat(stage.sandbox().requests()).hasSize(requests);
        }
    }

    @Test
    void without_a_ledger_there_is_nothing_to_compare_with_and_no_guard_holds_a_small_file() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Program.Run check = stage.run("check", people(stage, 3).toString());

            assertThat(check.exitCode()).isZero();
            assertThat(check.out())
                    .contains("plan: 3 rows: 3 would be invited")
                    .contains("the feed has no earlier drop to compare with")
                    .contains("no guard holds it")
                    .doesNotContain("send would hold it");
            assertThat(stage.sandbox().requests()).isEmpty();
        }
    }

    @Test
    void the_same_stands_in_the_json_of_a_check() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=4\n");

            Program.Run check = stage.run(
                    "check",
                    "--json",
                    "--feed",
                    "staff",
                    stage.file("mixed.csv", MIXED).toString());

            List<String> lines = check.out().lines().toList();
            JsonNode plan =
                    new ObjectMapper().readTree(lines.get(lines.size() - 1)).path("plan");
            assertThat(plan.path("counts").toString()).isEqualTo("{\"DUPLICATE\":1,\"INVALID\":1,\"NEW\":6}");
            assertThat(plan.path("groups").get(0).toString())
                    .startsWith(
                            "{\"kind\":\"NEW\",\"target\":\"platform\",\"tenant\":\"acme\",\"rows\":5,\"first\":["
                                    + "{\"line\":2,\"person\":\"Ada L. <a…@example.org>\",\"target_key\":\"acme\",\"code\":null},");
            assertThat(plan.path("groups").get(0).path("first")).hasSize(3);
            assertThat(plan.path("domains").toString())
                    .isEqualTo("[{\"domain\":\"example.org\",\"people\":3,\"unknown\":false},"
                            + "{\"domain\":\"school.example\",\"people\":3,\"unknown\":false}]");
            assertThat(plan.path("last_drop").isNull()).isTrue();
            assertThat(plan.path("would_be_held").asBoolean()).isTrue();
            assertThat(plan.path("guards").get(0).path("guard").asText()).isEqualTo("invitations");
            assertThat(check.out().lines().filter(line -> line.contains("\"plan\"")))
                    .noneMatch(line -> line.contains("ada@") || line.contains("eve@"));
        }
    }

    @Test
    void the_plan_is_written_row_by_row_and_is_no_formula() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path plan = folder.resolve("plan.csv");

            stage.run(
                    "check",
                    "--plan",
                    plan.toString(),
                    stage.file("mixed.csv", MIXED).toString());

            assertThat(Files.readString(plan).lines())
                    .startsWith(
                            "\"email\",\"platform_key\",\"first_name\",\"last_name\",\"note\","
                                    + "\"_line\",\"_status\",\"_code\",\"_message\",\"_planned_target\",\"_planned_tenant\",\"_planned_key\"",
                            "\"ada@example.org\",\"acme\",\"Ada\",\"Lovelace\",\"'=1+1\",\"2\",\"PLANNED\",\"\",\"\","
                                    + "\"platform\",\"acme\",\"acme\"")
                    .anyMatch(line -> line.contains("\"4\",\"DUPLICATE\",\"DUPLICATE_IN_FILE\",\"the same as line 3\""))
                    .anyMatch(line -> line.contains("\"5\",\"INVALID\",\"INVALID_EMAIL\""))
                    .hasSize(9);
            assertThat(stage.sandbox().requests()).isEmpty();

            Program.Run again = stage.run("check", plan.toString());
            assertThat(again.out()).contains("8 rows; would invite 6").doesNotContain("_planned");
        }
    }

    @Test
    void a_plan_replaces_an_earlier_plan_and_nothing_else() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path people = people(stage, 2);
            Path plan = folder.resolve("plan.csv");
            Path list = stage.file("list.csv", "email,platform_key\nada@example.org,acme\n");
            SandboxStage.write(stage.home().resolve("drop").resolve(".keep"), "");

            assertThat(plan(stage, plan, people).exitCode()).isZero();
            assertThat(plan(stage, plan, people).exitCode()).isZero();

            assertThat(refused(stage, list, people)).contains("this file is something else");
            assertThat(list).content().startsWith("email,platform_key");
            assertThat(refused(stage, people, people)).contains("--plan " + people);
            assertThat(refused(stage, plan, plan)).contains("expected another file than the one that is checked");
            assertThat(refused(stage, folder, people)).contains("this file is something else");
            assertThat(refused(stage, folder.resolve("none").resolve("plan.csv"), people))
                    .contains("expected a file in a folder that is there");
            assertThat(refused(stage, stage.home().resolve("drop").resolve("plan.csv"), people))
                    .contains("expected a file outside of the home");
        }
    }

    @Test
    void each_further_list_has_a_plan_of_its_own() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path plan = folder.resolve("plan.csv");

            stage.run(
                    "check",
                    "--plan",
                    plan.toString(),
                    people(stage, 2).toString(),
                    stage.file("mixed.csv", MIXED).toString());

            assertThat(Files.readAllLines(plan)).hasSize(3);
            assertThat(Files.readAllLines(folder.resolve("plan-2.csv"))).hasSize(9);
        }
    }

    @Test
    void precheck_asks_the_list_for_each_person_and_invites_nobody() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"person1@example.org\"}");
            int asked = stage.lists().size();
            int posts = stage.posts().size();
            Path people = people(stage, 3);

            Program.Run unasked = stage.run("check", people.toString());
            assertThat(unasked.out()).contains("plan: 3 rows: 3 would be invited");
            assertThat(stage.lists()).hasSize(asked);

            Program.Run check = stage.run("check", "--precheck", people.toString());

            assertThat(check.exitCode()).isZero();
            assertThat(check.out())
                    .contains("plan: 3 rows: 2 would be invited, 1 already invited")
                    .contains("the API has an invitation for them already, pending");
            assertThat(stage.lists().size()).isGreaterThanOrEqualTo(asked + 3);
            assertThat(stage.posts()).hasSize(posts);
            assertThat(stage.sandbox().requests())
                    .allMatch(request ->
                            request.method().equals("GET") || stage.posts().contains(request));
        }
    }

    @Test
    void precheck_says_when_the_api_is_away_or_does_not_take_the_key() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.GIVE_UP_AFTER, "300ms");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(FaultEffect.Status.of(503)));
            Path people = people(stage, 2);

            Program.Run away = stage.run("check", "--precheck", people.toString());

            assertThat(away.exitCode()).isEqualTo(5);
            assertThat(away.err()).contains("not everybody could be looked up at the API: it does not reply");
            assertThat(away.out()).contains("plan: 2 rows");

            stage.sandbox().clearFaults();
            stage.set(Property.API_KEY, "wrong");
            Program.Run refused = stage.run("check", "--precheck", people.toString());
            assertThat(refused.exitCode()).isEqualTo(6);
            assertThat(stage.posts()).isEmpty();
        }
    }

    @Test
    void precheck_makes_no_call_for_orders_of_blank_invitations() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path orders =
                    stage.file("orders.csv", "operation,platform_key,source,count,mode\nblank,acme,spring,5,add\n");

            Program.Run check = stage.run("check", "--precheck", orders.toString());

            assertThat(check.out()).contains("plan: 1 row: 1 would be invited");
            assertThat(stage.sandbox().requests()).isEmpty();
        }
    }

    private static Program.Run plan(SandboxStage stage, Path plan, Path file) {
        return stage.run("check", "--plan", plan.toString(), file.toString());
    }

    private static String refused(SandboxStage stage, Path plan, Path file) {
        Program.Run run = plan(stage, plan, file);
        assertThat(run.exitCode()).isEqualTo(2);
        return run.err();
    }

    private static Path people(SandboxStage stage, int count) throws IOException {
        return stage.file(
                "people.csv",
                IntStream.range(0, count)
                        .mapToObj(n -> "person" + n + "@example.org,acme\n")
                        .collect(Collectors.joining("", "email,platform_key\n", "")));
    }
}
