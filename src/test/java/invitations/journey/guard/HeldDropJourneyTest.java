package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drop that is held stays so, whatever else is done with it, until a person approves or discards it. */
class HeldDropJourneyTest {
    @TempDir
    Path folder;

    @Test
    void only_so_many_as_no_guard_holds_are_sent_with_a_limit_and_no_replay_sends_the_rest() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=5\n");
            Path file = stage.file("people.csv", people(10));

            assertThat(send(stage, file, "--limit", "5").exitCode()).isEqualTo(7);
            assertThat(stage.invited()).isEmpty();
            assertThat(send(stage, file, "--limit", "4").exitCode()).isEqualTo(3);
            assertThat(stage.invited()).hasSize(4);

            Program.Run replayed = stage.run("replay", id(stage));
            assertThat(replayed.exitCode()).isNotZero();
            assertThat(replayed.err() + replayed.out()).contains("was held by a guard, and nobody approved it");
            stage.run("resume");
            assertThat(stage.invited()).hasSize(4);

            assertThat(send(stage, file).exitCode()).as("six are left").isEqualTo(7);
            assertThat(send(stage, file, "--limit", "4").exitCode()).isEqualTo(3);
            assertThat(send(stage, file).exitCode()).as("two are left").isZero();
            assertThat(stage.invited()).hasSize(10).allSatisfy((person, mails) -> assertThat(mails)
                    .isEqualTo(1));
            stage.verify();
        }
    }

    @Test
    void nothing_of_a_discarded_drop_is_sent_not_even_a_row_that_repeats_a_refused_one() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=3\n");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2@")
                            .always()
                            .with(FaultEffect.Status.of(400)));
            Path file = stage.file("people.csv", people(6) + "PERSON2@Example.org,acme\n");
            assertThat(send(stage, file).exitCode()).isEqualTo(7);
            stage.verify();

            stage.run("discard", id(stage));
            stage.run("resume");

            assertThat(stage.invited()).hasSize(2);
            assertThat(stage.reports()).hasSize(1);
            stage.verify();
        }
    }

    @Test
    void a_discarded_file_keeps_nobody_from_being_invited_by_another_one() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=5\n");
            assertThat(send(stage, stage.file("wrong.csv", people(6).replace("acme", "ACME")))
                            .exitCode())
                    .isEqualTo(7);
            stage.run("discard", id(stage));
            stage.run("resume");

            assertThat(send(stage, stage.file("right.csv", people(4))).exitCode())
                    .isZero();

            assertThat(stage.invited()).hasSize(4);
        }
    }

    @Test
    void a_person_in_a_held_drop_is_forgotten_when_it_has_ended() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "guard.invitations=5\n");
            send(stage, stage.file("people.csv", people(6)));

            Program.Run tooEarly = stage.run("forget", "person1@example.org", "--yes");
            assertThat(tooEarly.exitCode()).isEqualTo(5);
            assertThat(tooEarly.out() + tooEarly.err()).contains("approve or discard, where one is HELD");

            stage.run("discard", id(stage));
            stage.run("resume");
            assertThat(stage.run("forget", "person1@example.org", "--yes").exitCode())
                    .isZero();
            assertThat(stage.report().resolve("dead-letter.csv")).content().doesNotContain("person1@");
            assertThat(stage.invited()).isEmpty();
        }
    }

    private static Program.Run send(SandboxStage stage, Path file, String... more) {
        return stage.run(Stream.concat(Stream.of("send", "--yes", "--feed", "staff", file.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private static String id(SandboxStage stage) {
        String status = stage.run("status").out();
        return status.substring(0, status.indexOf(' '));
    }

    private static String people(int to) {
        return IntStream.range(0, to)
                .mapToObj(n -> "person" + n + "@example.org,acme\n")
                .collect(Collectors.joining("", "email,platform_key\n", ""));
    }
}
