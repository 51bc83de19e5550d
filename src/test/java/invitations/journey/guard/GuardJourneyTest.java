package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drop is held before its first call where a guard of its feed says so, and sent when a person approves it. */
class GuardJourneyTest {
    @TempDir
    Path folder;

    @Test
    void a_file_that_would_invite_too_many_is_held_whatever_yes_says_and_sent_when_approved() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=5\n");
            Path file = people(stage, "people.csv", 0, 5);

            Program.Run held = stage.run("send", "--yes", "--feed", "staff", file.toString());

            assertThat(held.exitCode()).isEqualTo(7);
            assertThat(held.out())
                    .contains("held: 5 people would be invited by this file; the guard invitations holds from 5");
            assertThat(stage.invited()).isEmpty();
            assertThat(stage.posts()).isEmpty();

            Program.Run again = stage.run("send", "--yes", "--feed", "staff", file.toString());
            assertThat(again.exitCode()).isEqualTo(7);
            assertThat(stage.invited()).isEmpty();

            String drop = id(stage);
            Program.Run approved = stage.run("approve", drop, "--by", "Ada Lovelace");
            assertThat(approved.out()).contains("is approved. It is planned once more");
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(5);
            assertThat(stage.run("audit").out()).contains("HELD", "APPROVED", "Ada Lovelace", "APPROVED_PLAN");
        }
    }

    @Test
    void just_under_the_guard_a_file_is_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=5\n");

            Program.Run sent = stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "staff",
                    people(stage, "people.csv", 0, 4).toString());

            assertThat(sent.exitCode()).isZero();
            assertThat(stage.invited()).hasSize(4);
        }
    }

    @Test
    void an_approval_of_a_plan_that_has_changed_since_holds_the_drop_again() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=5\n");
            stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "staff",
                    people(stage, "people.csv", 0, 6).toString());
            String drop = id(stage);
            stage.feed("other", "");
            stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "other",
                    people(stage, "one.csv", 0, 1).toString());
            assertThat(stage.invited()).hasSize(1);

            assertThat(stage.run("approve", drop).exitCode()).isZero();
            Program.Run resumed = stage.run("resume");

            assertThat(resumed.exitCode()).isEqualTo(7);
            assertThat(stage.invited()).hasSize(1);
            assertThat(stage.run("approve", drop).exitCode()).isZero();
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(6).allSatisfy((person, mails) -> assertThat(mails)
                    .isEqualTo(1));
        }
    }

    @Test
    void a_discarded_drop_is_reported_and_sends_nothing() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=5\n");
            Path file = people(stage, "people.csv", 0, 6);
            stage.run("send", "--yes", "--feed", "staff", file.toString());

            assertThat(stage.run("discard", id(stage), "--by", "Ada").out()).contains("is discarded");
            Program.Run resumed = stage.run("resume");

            assertThat(resumed.exitCode()).isEqualTo(3);
            assertThat(stage.invited()).isEmpty();
            assertThat(stage.report().resolve("dead-letter.csv")).content().contains("DISCARDED");
        }
    }

    @Test
    void two_people_must_approve_where_the_feed_says_so() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=5\napproval.people=2\n");
            stage.run(
                    "send",
                    "--yes",
                    "--feed",
                    "staff",
                    people(stage, "people.csv", 0, 6).toString());
            String drop = id(stage);

            assertThat(stage.run("approve", drop, "--by", "Ada").out()).contains("1 of 2 people");
            assertThat(stage.run("approve", drop, "--by", " ADA ").out()).contains("1 of 2 people");
            assertThat(stage.run("resume").exitCode()).isEqualTo(7);
            assertThat(stage.invited()).isEmpty();
            assertThat(stage.run("approve", drop, "--by", "Bob").out()).contains("is approved");
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(6);
        }
    }

    private static String id(SandboxStage stage) {
        String status = stage.run("status").out();
        return status.substring(0, status.indexOf(' '));
    }

    private static Path people(SandboxStage stage, String name, int from, int to) throws IOException {
        return stage.file(
                name,
                IntStream.range(from, to)
                        .mapToObj(n -> "person" + n + "@example.org,acme\n")
                        .collect(Collectors.joining("", "email,platform_key\n", "")));
    }
}
