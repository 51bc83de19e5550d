package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.store.Mail;
import invitations.settings.Property;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings of a feed do to the files that come by it. */
class FeedJourneyTest {
    @TempDir
    Path folder;

    @Test
    void a_feed_says_where_its_people_go_and_how() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed(
                    "north",
                    "target = program\noperation = single\nplatform-key = acme\ndefault.program_key = acme+logic\n");
            String file = stage.file("people.csv", "email\nada@example.org\ngrace@example.org\n")
                    .toString();

            assertThat(stage.run("send", "--yes", "--feed", "north", file).exitCode())
                    .isZero();

            assertThat(stage.sandbox().record()).extracting(Mail::target).containsExactly("program", "program");
            assertThat(stage.sandbox().record()).extracting(Mail::operation).containsExactly("single", "single");
            assertThat(stage.sandbox().record()).extracting(Mail::key).containsOnly("acme+logic");
            assertThat(stage.sandbox().record()).extracting(Mail::platform).containsOnly("acme");
        }
    }

    @Test
    void platforms_can_be_called_in_batches_of_one_platform_each() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "operation = bulk\n");
            Path file = stage.file(
                    "people.csv",
                    """
                    email,platform_key
                    ada@example.org,acme
                    grace@example.org,other
                    alan@example.org,acme
                    """);

            SandboxStage.Result result = stage.sent(file);

            assertThat(result.counts()).isEqualTo(Map.of("INVITED", 3L));
            assertThat(stage.posts()).hasSize(2).allMatch(request -> request.path()
                    .endsWith("/platform/bulk/"));
            assertThat(stage.invited())
                    .containsOnlyKeys("ada@example.org acme", "alan@example.org acme", "grace@example.org other");
        }
    }

    @Test
    void programs_can_be_called_one_by_one() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "operation = single\n");
            Path file = stage.file("people.csv", "email,program_key,platform_key\nada@example.org,acme+logic,acme\n");

            assertThat(stage.sent(file).counts()).isEqualTo(Map.of("INVITED", 1L));
            assertThat(stage.posts()).allMatch(request -> request.path().endsWith("/program/"));
        }
    }

    @Test
    void how_calls_are_cut_does_not_invite_anybody_again() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String people = PeopleCsv.platformRows(3);
            stage.send(stage.file("people.csv", people));
            stage.feed("default", "operation = bulk\n");

            Program.Run run = stage.send(stage.file("people.csv", people + "new@example.org,acme\n"));

            assertThat(run.out()).contains("4 rows: 1 accepted by the API, 3 invited before");
            assertThat(stage.invited().values()).hasSize(4).containsOnly(1L);
        }
    }

    @Test
    void rows_without_a_platform_or_a_source_take_those_of_the_environment() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.set(Property.USERNAME, "the-admin");
            stage.feed("other", "platform-key = other\n");
            String file = stage.file("people.csv", "email,team\nada@example.org,blue\n")
                    .toString();

            assertThat(stage.run("send", "--yes", file).exitCode()).isZero();
            assertThat(stage.run("send", "--yes", "--feed", "other", file).exitCode())
                    .isZero();

            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme", "ada@example.org other");
            assertThat(stage.sandbox().record().get(0).metadata())
                    .containsEntry("team", "blue")
                    .containsKeys("invitation_drop", "invitation_call", "invitation_attempt");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "targte = program | did you mean target?",
                "target = programme | did you mean program?",
                "operation = bulky | no operation 'bulky'",
                "default.active = perhaps | expected true, false, yes, no, 1 or 0"
            })
    void a_feed_with_a_mistake_refuses_its_files_until_it_is_mended(String settings, String complaint)
            throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("north", settings);
            String file = stage.file("people.csv", "email,platform_key\nada@example.org,acme\n")
                    .toString();

            Program.Run refused = stage.run("send", "--yes", "--feed", "north", file);

            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.out()).contains(complaint);
            assertThat(stage.sandbox().requestCount()).isZero();

            stage.feed("north", "");
            assertThat(stage.run("send", "--yes", "--feed", "north", file).exitCode())
                    .isZero();
            assertThat(stage.invited()).hasSize(1);
            assertThat(stage.reports()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/b", "", ".", "..", "naïve feed"})
    void a_name_that_is_no_feed_is_a_mistake_on_the_command_line(String name) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String file = stage.file("people.csv", "email,platform_key\nada@example.org,acme\n")
                    .toString();

            for (String verb : new String[] {"send", "check"}) {
                Program.Run run = verb.equals("send")
                        ? stage.run(verb, "--yes", "--feed", name, file)
                        : stage.run(verb, "--feed", name, file);

                assertThat(run.exitCode()).as(verb).isEqualTo(2);
                assertThat(run.err()).contains("expected a letter or digit, then at most 63 letters, digits");
            }
            assertThat(stage.sandbox().requestCount()).isZero();
        }
    }
}
