package invitations.journey.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.work.InvitationRef;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs that show what the APIs have. */
class ReadingVerbsJourneyTest {
    private static final String COURSE = "course-v1:acme+C1+2026";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_list_shows_all_pages_of_either_envelope(Variants.Envelope envelope) throws IOException {
        try (SandboxStage stage = stage(Variants.standard().withEnvelope(envelope))) {
            String people = IntStream.range(0, 230)
                    .mapToObj(n -> "person" + n + "@example.org\n")
                    .collect(Collectors.joining("", "email\n", ""));
            stage.send(stage.file("people.csv", people));
            stage.sandbox()
                    .accept(InvitationRef.to("platform", "person7@example.org").as("seven"));

            Program.Run all = stage.run("list", "platform");
            Program.Run accepted = stage.run("list", "platform", "--status", "accepted", "--json");
            Program.Run one = stage.run("list", "platform", "--email", "person3@example.org", "--csv");

            assertThat(all.exitCode()).isZero();
            assertThat(all.out().lines()).hasSize(231);
            assertThat(all.out()).contains("\"person229@example.org\"", "\"pending\"");
            assertThat(all.err()).contains("230 entries");
            assertThat(accepted.out().lines()).singleElement().asString().contains("seven", "\"status\":\"accepted\"");
            assertThat(one.out().lines()).hasSize(2);
        }
    }

    /** Whoever shows a list in a spreadsheet must not run what somebody wrote into a name. */
    @Test
    void a_formula_in_a_list_is_disarmed() throws Exception {
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.inviteAside("{\"platform_key\":\"acme\",\"username\":\"=cmd()\",\"source\":\"+1\"}");

            assertThat(stage.run("list", "platform").out()).contains("\"'=cmd()\"", "\"'+1\"");
        }
    }

    /** An escape, one of eight bits, one that turns the direction of text, and one of those that nobody sees. */
    private static final String PLAYS = "\\u001b]0;x\\u0007\\u009b2J\\u202eevil\\u2028\\udb40\\udc41";

    @ParameterizedTest
    @ValueSource(strings = {"", "--json"})
    void no_text_of_the_api_plays_with_the_terminal(String format) throws Exception {
        String list = "{\"count\":1,\"next\":null,\"results\":[{\"id\":1,\"name\":\"" + PLAYS
                + "\",\"course_id\":\"c\",\"username\":\"" + PLAYS + "\",\"metadata\":{\"" + PLAYS + "\":\"a\\nb\"}}]}";
        String links = "{\"items\":[{\"id\":\"l1\",\"role\":\"" + PLAYS + "\",\"urls\":{\"x\":\"" + PLAYS + "\"}}]}";
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_LIST, Endpoint.COURSE_LICENCES)
                            .always()
                            .with(json(list)));
            stage.sandbox().order(Fault.at(Endpoint.GITBOOK_LINK_LIST).always().with(json(links)));
            for (String verb : List.of("list platform", "licences", "list gitbook-links", "links list")) {
                Program.Run run = stage.run((verb + " " + format).strip().split(" "));

                assertThat(run.exitCode()).as(verb + run.err()).isZero();
                assertThat(run.out()).as(verb).containsIgnoringCase("\\u001b]0;x\\u0007\\u009b2J\\u202eevil\\u2028");
                assertThat(run.out().lines()).as(verb).hasSize(format.isEmpty() ? 2 : 1);
                assertThat(run.out().codePoints().filter(c -> c != '\r' && c != '\n'))
                        .as(verb)
                        .noneMatch(ReadingVerbsJourneyTest::isUnseen);
                if (!format.isEmpty()) {
                    assertThat(new ObjectMapper().readTree(run.out()).toString())
                            .contains("\u202eevil");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"check-email ann@example.org", "join invite1", "licences", "list platform", "links show l1"})
    void nor_does_what_it_complains_of(String verb) throws Exception {
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.sandbox()
                    .order(Fault.at()
                            .always()
                            .with(new FaultEffect.Status(
                                    400, "application/json", "{\"detail\":\"" + PLAYS + "\"}", Map.of())));

            Program.Run run = stage.run(verb.split(" "));

            assertThat((run.out() + run.err()).codePoints().filter(c -> c != '\r' && c != '\n'))
                    .noneMatch(ReadingVerbsJourneyTest::isUnseen);
        }
    }

    private static FaultEffect json(String body) {
        return new FaultEffect.Status(200, "application/json", body, Map.of());
    }

    private static boolean isUnseen(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029;
    }

    @Test
    void lists_can_be_had_while_another_instance_has_the_home() throws IOException {
        try (SandboxStage stage = stage(Variants.standard());
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            assertThat(runtime.sending().isStopping()).isFalse();
            assertThat(stage.run("list", "program").exitCode()).isZero();
        }
    }

    @Test
    void licences_show_how_many_seats_are_left() throws IOException {
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.send(stage.file("people.csv", "email,course_id\nann@example.org," + COURSE + "\n"));

            Program.Run csv = stage.run("licences", "--course", COURSE);
            Program.Run none = stage.run("licences", "--course", "course-v1:acme+other+2026", "--json");

            assertThat(csv.out().lines()).hasSize(2);
            assertThat(csv.out()).contains("\"" + COURSE + "\",\"acme\"").contains("\"5\",\"1\",\"4\"");
            assertThat(none.out()).isEmpty();
        }
    }

    @Test
    void check_email_says_that_it_says_nothing_about_a_platform() throws IOException {
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.send(stage.file("people.csv", "email\nann@example.org\n"));

            Program.Run there = stage.run("check-email", "ann@example.org");
            Program.Run json = stage.run("check-email", "bob@example.org", "--json");

            assertThat(there.exitCode()).isZero();
            assertThat(there.out()).contains("There is an active invitation", "does not say to which platform");
            assertThat(json.out().strip()).isEqualTo("{\"active_invitation\":false}");
        }
    }

    @Test
    void links_are_shown_changed_and_taken_back() throws IOException {
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.send(
                    stage.file("links.csv", "target,role,level,space\ngitbook-link,read,,\ngitbook-link,,edit,s1\n"));

            assertThat(stage.run("links", "list").out().lines()).hasSize(3);
            assertThat(stage.run("list", "gitbook-links", "--json").out().lines())
                    .hasSize(2);
            assertThat(stage.run("links", "show", "link-1").out()).contains("\"link-1\",\"read\"");
            assertThat(stage.run("links", "update", "link-1", "--role", "comment")
                            .out())
                    .contains("\"link-1\",\"comment\"");
            assertThat(stage.run("links", "update", "link-2", "--level", "read", "--json")
                            .out())
                    .contains("\"level\":\"read\"");
            assertThat(stage.run("links", "delete", "link-2").exitCode()).isZero();
            Program.Run gone = stage.run("links", "delete", "link-2");
            assertThat(gone.exitCode()).isEqualTo(2);
            assertThat(gone.err()).contains("there is no link 'link-2'");
            assertThat(stage.run("links", "show", "link-2").exitCode()).isEqualTo(2);
            assertThat(stage.run("links", "list", "--json").out()).contains("\"role\":\"comment\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "links list link-1",
                "links show",
                "links update link-1",
                "links update link-1 --role read --level read",
                "links update link-1 --role king",
                "links show ../orgs",
                "links moon",
                "join ../../x",
                "list moon",
                "list platform --status lost",
                "list platform --csv --json",
                "template moon",
                "template platform --operation moon"
            })
    void a_command_that_makes_no_sense_is_refused_before_anything_is_asked(String command) {
        try (SandboxStage stage = stage(Variants.standard())) {
            Program.Run run = stage.run(command.split(" "));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("invitations: ").contains("Try 'invitations ");
            assertThat(stage.sandbox().requests()).isEmpty();
        }
    }

    @Test
    void joining_takes_an_invite_that_is_there() {
        try (SandboxStage stage = stage(Variants.standard())) {
            assertThat(stage.run("join", "abc").out()).contains("Joined gitorg.");
            Program.Run unknown = stage.run("join", "unknown-1");
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("there is no invite 'unknown-1'");
        }
    }

    @ParameterizedTest
    @CsvSource({"401, 6", "403, 6", "400, 2", "503, 5", "301, 6"})
    void an_api_that_says_no_is_told_by_the_exit_code(int status, int exitCode) {
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.set(Property.GIVE_UP_AFTER, "50ms");
            stage.sandbox().order(Fault.at().times(1000).with(FaultEffect.Status.of(status)));

            Program.Run run = stage.run("list", "program");

            assertThat(run.exitCode()).isEqualTo(exitCode);
            assertThat(run.err()).startsWith("invitations: ").doesNotContain(SandboxStage.KEY);
        }
    }

    @Test
    void a_list_waits_where_the_api_asks_to_and_goes_on() throws IOException {
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.send(stage.file("people.csv", "email\nann@example.org\n"));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(2).with(FaultEffect.Status.of(503)));

            assertThat(stage.run("list", "platform").out().lines()).hasSize(2);
        }
    }

    @Test
    void a_key_that_is_missing_is_named() {
        try (SandboxStage stage = stage(Variants.standard())) {
            stage.set(Property.GITBOOK_TOKEN, "");

            Program.Run run = stage.run("links", "list");

            assertThat(run.exitCode()).isEqualTo(78);
            assertThat(run.err()).contains("GITBOOK_TOKEN");
        }
    }

    @Test
    void a_template_can_be_checked_as_it_is() throws IOException {
        try (SandboxStage stage = stage(Variants.standard())) {
            for (String target : new String[] {"platform", "program", "course", "gitbook", "gitbook-link"}) {
                Program.Run template = stage.run("template", target);
                Program.Run check = stage.run(
                        "check", stage.file(target + ".csv", template.out()).toString());

                assertThat(check.out()).as(target).contains("would invite 1 (1 by " + target);
                assertThat(template.err()).contains("target, operation: may be left out");
            }
        }
    }

    private SandboxStage stage(Variants variants) {
        SandboxStage stage = SandboxStage.open(
                folder,
                SandboxSettings.withKey(SandboxStage.KEY).withVariants(variants).withLicence(COURSE, "acme", 5));
        stage.set(Property.ORG, "acme");
        return stage;
    }
}
