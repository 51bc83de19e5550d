package invitations.journey.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.work.InvitationRef;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People for programs and courses who must be on the platform first. */
class EnsurePlatformJourneyTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void who_is_not_on_the_platform_is_invited_there_first() throws Exception {
        try (SandboxStage stage = stage("invite")) {
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"there@example.org\"}");
            Path file = stage.file(
                    "people.csv",
                    """
                    email,program_key,course_id,platform_key
                    there@example.org,acme+p1,,acme
                    new@example.org,acme+p1,,acme
                    new@example.org,,course-v1:acme+C1+2026,acme
                    refuse-me@example.org,acme+p1,,acme
                    other@example.org,,,acme
                    """);

            Program.Run run = stage.run("send", "--yes", "--feed", "staff", file.toString());

            assertThat(run.exitCode()).isEqualTo(3);
            List<String> mails = stage.sandbox().record().stream()
                    .map(mail -> mail.target() + " " + mail.person())
                    .toList();
            assertThat(mails)
                    .containsExactlyInAnyOrder(
                            "platform there@example.org",
                            "platform new@example.org",
                            "platform other@example.org",
                            "program there@example.org",
                            "program new@example.org",
                            "course new@example.org");
            assertThat(mails.indexOf("platform new@example.org"))
                    .isLessThan(mails.indexOf("program new@example.org"))
                    .isLessThan(mails.indexOf("course new@example.org"));
            assertThat(Files.readString(stage.report().resolve("dead-letter.csv")))
                    .contains("refuse-me@example.org", "NOT_ON_PLATFORM", "This address does not take invitations.")
                    .doesNotContain("new@example.org");
            JsonNode report =
                    MAPPER.readTree(stage.report().resolve("report.json").toFile());
            assertThat(report.path("rows").asInt()).isEqualTo(5);
            assertThat(report.path("platform_first").toString())
                    .isEqualTo("{\"INVITED\":1,\"REFUSED\":1,\"ALREADY_INVITED\":2}");
            assertThat(stage.run("verify").exitCode()).isZero();
        }
    }

    @Test
    void the_same_file_again_invites_nobody_and_a_mended_one_the_rest() throws Exception {
        try (SandboxStage stage = stage("invite")) {
            Path file = stage.file("people.csv", "email,program_key,platform_key\nnew@example.org,acme+p1,acme\n");
            stage.run("send", "--yes", "--feed", "staff", file.toString());

            Program.Run again = stage.run("send", "--yes", "--feed", "staff", file.toString());
            Path other = stage.file(
                    "other.csv",
                    "email,program_key,platform_key\nNEW@example.org,acme+p1,acme\nnew@example.org,acme+p2,acme\n");
            Program.Run more = stage.run("send", "--yes", "--feed", "staff", other.toString());

            assertThat(again.exitCode()).isZero();
            assertThat(more.exitCode()).isZero();
            assertThat(stage.invited())
                    .containsOnlyKeys("new@example.org acme", "new@example.org acme+p1", "new@example.org acme+p2");
            assertThat(stage.invited().values()).containsOnly(1L);
        }
    }

    /** It is not known whether the platform was told: the program waits until that is known, and asks for nothing twice. */
    @Test
    void a_first_step_in_doubt_is_settled_before_the_row_goes_on() throws Exception {
        try (SandboxStage stage = stage("invite")) {
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .with(FaultEffect.Status.of(500))
                            .afterTheWork());
            Path file = stage.file("people.csv", "email,program_key,platform_key\nnew@example.org,acme+p1,acme\n");

            Program.Run run = stage.run("send", "--yes", "--feed", "staff", file.toString());

            assertThat(run.exitCode()).isZero();
            assertThat(stage.invited())
                    .containsEntry("new@example.org acme", 1L)
                    .containsEntry("new@example.org acme+p1", 1L)
                    .hasSize(2);
            assertThat(stage.run("verify").exitCode()).isZero();
        }
    }

    @Test
    void a_feed_that_only_warns_does_not_invite_to_the_platform_once_more_either() throws Exception {
        try (SandboxStage stage = stage("warn")) {
            stage.feed("staff", "target=program\nensure-platform=warn\nreinvite-after=14d\n");
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"there@example.org\"}");
            stage.sandbox().age(InvitationRef.to("platform", "there@example.org"), Duration.ofDays(15));
            Path file = stage.file("people.csv", "email,program_key,platform_key\nthere@example.org,acme+p1,acme\n");

            Program.Run run = stage.run("send", "--yes", "--feed", "staff", file.toString());

            assertThat(run.exitCode()).isZero();
            assertThat(stage.invited())
                    .isEqualTo(Map.of("there@example.org acme", 1L, "there@example.org acme+p1", 1L));
        }
    }

    @Test
    void a_drop_that_was_held_for_seats_invites_to_the_platform_first_when_it_is_approved() throws Exception {
        try (SandboxStage stage = SandboxStage.open(
                folder, SandboxSettings.withKey(SandboxStage.KEY).withLicence("course-v1:acme+C1+2026", "acme", 1))) {
            stage.feed("staff", "target=course\nensure-platform=invite\nlicences=hold\nprecheck=list\n");
            Path file = stage.file(
                    "people.csv",
                    """
                    email,course_id,platform_key
                    ann@example.org,course-v1:acme+C1+2026,acme
                    bob@example.org,course-v1:acme+C1+2026,acme
                    """);
            assertThat(stage.run("send", "--yes", "--feed", "staff", file.toString())
                            .exitCode())
                    .isEqualTo(7);
            String status = stage.run("status").out();

            stage.run("approve", status.substring(0, status.indexOf(' ')));

            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited())
                    .containsOnlyKeys(
                            "ann@example.org acme",
                            "bob@example.org acme",
                            "ann@example.org course-v1:acme+C1+2026",
                            "bob@example.org course-v1:acme+C1+2026");
        }
    }

    @Test
    void a_feed_that_only_warns_invites_nobody_to_the_platform() throws Exception {
        try (SandboxStage stage = stage("warn")) {
            stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"there@example.org\"}");
            Path file = stage.file(
                    "people.csv",
                    "email,program_key,platform_key\nthere@example.org,acme+p1,acme\nnew@example.org,acme+p1,acme\n");

            Program.Run run = stage.run("send", "--yes", "--feed", "staff", file.toString());

            assertThat(run.exitCode()).isZero();
            assertThat(stage.invited())
                    .containsOnlyKeys("there@example.org acme", "there@example.org acme+p1", "new@example.org acme+p1");
            assertThat(Files.readAllLines(stage.report().resolve("report.csv")).stream()
                            .filter(line -> line.contains("NOT_ON_PLATFORM"))
                            .toList())
                    .singleElement()
                    .asString()
                    .contains("new@example.org", "\"INVITED\"");
        }
    }

    private SandboxStage stage(String wanted) throws IOException {
        SandboxStage stage = SandboxStage.open(folder);
        stage.set(Property.ORG, "acme");
        stage.feed("staff", "ensure-platform=" + wanted + "\n");
        return stage;
    }
}
