package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed in a dry run plans and reports its files, and makes no call; without it, the same file is sent. */
class DryRunJourneyTest {
    @TempDir
    Path folder;

    @Test
    void nothing_is_asked_or_sent_and_the_report_says_so_first() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed(
                    "staff",
                    """
                    dry-run=true
                    licences=hold
                    precheck=list
                    ensure-platform=invite
                    canary=1
                    guard.invitations=3
                    platform-key=acme
                    """);
            Path file = stage.file("people.csv", text("program_key,acme+logic", 0, 4) + "nobody,acme+logic\n");

            Program.Run run = send(stage, file);

            assertThat(run.out())
                    .contains(
                            "Dry run: nothing was sent. 5 rows: 4 would have been sent, if this were no dry run, 1 with errors")
                    .contains("guards would hold it: 4 people would be invited by this file");
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(stage.sandbox().requestCount()).isZero();
            JsonNode report = json(stage);
            assertThat(report.path("status").asText()).isEqualTo("DRY_RUN");
            assertThat(report.path("dry_run").asBoolean()).isTrue();
            assertThat(report.path("sentence").asText()).startsWith("Dry run: nothing was sent.");
            assertThat(stage.report().resolve("dry-run-report.csv"))
                    .content()
                    .contains("dry run: would have been invited");
            assertThat(stage.report().resolve("dry-run-dead-letter.csv"))
                    .content()
                    .contains("nobody")
                    .doesNotContain("person1");
            assertThat(stage.report().resolve("report.csv")).doesNotExist();
            assertThat(stage.report().resolve("dead-letter.csv")).doesNotExist();
            assertThat(stage.run("status").out()).contains("REPORTED");
            stage.verify();
        }
    }

    @Test
    void the_same_file_is_sent_when_the_dry_run_is_over() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "dry-run=true\ndeny-domains=example.org\n");
            Path file = stage.file("people.csv", text("platform_key,acme", 0, 4) + "person1@example.org,acme\n");
            assertThat(send(stage, file).exitCode()).isEqualTo(3);
            stage.feed("staff", "dry-run=true\n");
            assertThat(send(stage, file).exitCode()).isZero();
            assertThat(json(stage).path("by_status").path("DUPLICATE").asInt()).isEqualTo(1);
            assertThat(stage.sandbox().requestCount()).isZero();

            stage.feed("staff", "dry-run=false\n");
            Program.Run sent = send(stage, file);

            assertThat(sent.exitCode()).isZero();
            assertThat(stage.invited()).hasSize(4).allSatisfy((person, mails) -> assertThat(mails)
                    .isEqualTo(1));
            assertThat(json(stage).path("status").asText()).isEqualTo("DONE");
            assertThat(json(stage).has("dry_run")).isFalse();
            assertThat(stage.report().resolve("report.csv")).exists();
            assertThat(stage.report().resolve("dry-run-report.csv")).doesNotExist();
            stage.verify();

            // What was sent before a dry run stays sent.
            stage.feed("staff", "dry-run=true\n");
            send(stage, file);
            stage.feed("staff", "");
            send(stage, file);
            assertThat(stage.invited()).hasSize(4).allSatisfy((person, mails) -> assertThat(mails)
                    .isEqualTo(1));
        }
    }

    @Test
    void no_later_file_is_compared_with_it_or_waits_for_it() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "dry-run=true\n");
            send(stage, stage.file("many.csv", text("platform_key,Acme", 0, 200)));
            stage.feed("staff", "");

            Program.Run sent = send(stage, stage.file("few.csv", text("platform_key,acme", 0, 3)));

            assertThat(sent.out()).doesNotContain("differ in upper and lower case");
            assertThat(sent.exitCode()).isZero();
            assertThat(stage.invited()).hasSize(3);
        }
    }

    @Test
    void a_dry_run_cannot_be_replayed() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "dry-run=true\n");
            send(stage, stage.file("people.csv", text("platform_key,acme", 0, 3)));

            Program.Run replayed = stage.run("replay", id(stage));

            assertThat(replayed.exitCode()).isNotZero();
            assertThat(replayed.err() + replayed.out()).contains("was a dry run; drop its file again");
            stage.run("resume");
            assertThat(stage.sandbox().requestCount()).isZero();
        }
    }

    @Test
    void a_drop_that_is_held_ends_as_a_dry_run_where_its_feed_is_in_one_by_then() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=3\n");
            Path file = stage.file("people.csv", text("platform_key,acme", 0, 3));
            assertThat(send(stage, file).exitCode()).isEqualTo(7);
            stage.feed("staff", "guard.invitations=3\ndry-run=true\n");

            stage.run("approve", id(stage));
            stage.run("resume");

            assertThat(json(stage).path("status").asText()).isEqualTo("DRY_RUN");
            assertThat(stage.sandbox().requestCount()).isZero();
        }
    }

    @Test
    void what_is_open_is_not_sent_any_more_when_the_dry_run_begins() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=1\n");
            stage.feed("docs", "canary=3\ntarget=gitbook\n");
            Path file = stage.file("docs.csv", "email\nada@example.org\n" + "grace@example.org\n".repeat(1));
            stage.run("send", "--yes", "--feed", "docs", file.toString());
            stage.feed("docs", "dry-run=true\ntarget=gitbook\n");
            stage.run("approve", id(stage));

            assertThat(stage.run("resume").exitCode()).isEqualTo(3);

            assertThat(stage.sandbox().requestCount()).isZero();
            assertThat(stage.report().resolve("dead-letter.csv")).content().contains("has dry-run=true now");
            assertThat(Files.exists(stage.report().resolve("dry-run-report.csv")))
                    .isFalse();
        }
    }

    private static JsonNode json(SandboxStage stage) throws IOException {
        return new ObjectMapper().readTree(stage.report().resolve("report.json").toFile());
    }

    private static Program.Run send(SandboxStage stage, Path file) {
        return stage.run("send", "--yes", "--feed", "staff", file.toString());
    }

    private static String id(SandboxStage stage) {
        String status = stage.run("status").out();
        return status.substring(0, status.indexOf(' '));
    }

    private static String text(String place, int from, int to) {
        String[] column = place.split(",", -1);
        return IntStream.range(from, to)
                .mapToObj(n -> "person" + n + "@example.org," + column[1] + "\n")
                .collect(Collectors.joining("", "email," + column[0] + "\n", ""));
    }
}
