package invitations.journey.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import invitations.settings.Property;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first rows of a drop are sent alone, and the rest when the API's list shows all of them. */
class CanaryJourneyTest {
    private static final FaultEffect NOBODY = new FaultEffect.Status(
            200,
            "application/json",
            "{\"count\":0,\"next_page\":null,\"previous_page\":null,\"results\":[]}",
            Map.of());

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"'platform_key,acme', 3", "'program_key,acme+logic', 1"})
    void the_rest_is_sent_when_the_list_shows_the_first_rows(String place, int calls) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=3\nplatform-key=acme\n");

            Program.Run sent = send(stage, people(stage, place, 10));

            assertThat(sent.exitCode()).isZero();
            assertThat(stage.invited()).hasSize(10).allSatisfy((person, mails) -> assertThat(mails)
                    .isEqualTo(1));
            assertThat(stage.sandbox().requests().stream()
                            .takeWhile(request -> !request.method().equals("GET")))
                    .hasSize(calls);
            stage.verify();
        }
    }

    @Test
    void a_file_of_no_more_rows_than_that_is_just_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=3\n");

            assertThat(send(stage, people(stage, "platform_key,acme", 3)).exitCode())
                    .isZero();

            assertThat(stage.invited()).hasSize(3);
            assertThat(stage.lists()).isEmpty();
        }
    }

    @Test
    void the_rest_is_held_where_the_list_does_not_show_one_of_them() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=3\n");
            hide(stage, "person1@");
            Path file = people(stage, "platform_key,acme", 10);

            Program.Run held = send(stage, file);

            assertThat(held.exitCode()).isEqualTo(7);
            assertThat(held.out())
                    .contains("line 3 was accepted by the API, and its list does not show the invitation")
                    .contains("approve sends the rest");
            assertThat(stage.invited()).hasSize(3);

            // Neither the same file nor a start releases it.
            assertThat(send(stage, file).exitCode()).isEqualTo(7);
            assertThat(stage.run("resume").exitCode()).isEqualTo(7);
            assertThat(stage.invited()).hasSize(3);

            assertThat(stage.run("status").out()).contains("held: canary: line 3", "discard");
            String drop = id(stage);
            assertThat(stage.run("approve", drop, "--by", "Ada").out()).contains("may be sent");
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(10).allSatisfy((person, mails) -> assertThat(mails)
                    .isEqualTo(1));
            stage.verify();
        }
    }

    @Test
    void a_list_that_is_late_holds_nothing() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=3\n");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(3).with(NOBODY));

            assertThat(send(stage, people(stage, "platform_key,acme", 10)).exitCode())
                    .isZero();
            assertThat(stage.invited()).hasSize(10);
        }
    }

    @Test
    void the_rest_is_held_where_the_api_refuses_one_of_them_and_discarded_by_a_person() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=3\n");
            stage.sandbox()
                    .order(Fault.at(Endpoint.PLATFORM_SINGLE)
                            .forEmail("person2@")
                            .always()
                            .with(FaultEffect.Status.of(400)));

            Program.Run held = send(stage, people(stage, "platform_key,acme", 10));

            assertThat(held.exitCode()).isEqualTo(7);
            assertThat(held.out()).contains("line 4 is one of the first rows").contains("the API refused it");
            assertThat(stage.invited()).hasSize(2);

            assertThat(stage.run("discard", id(stage)).exitCode()).isZero();
            assertThat(stage.run("resume").exitCode()).isEqualTo(3);
            assertThat(stage.invited()).hasSize(2);
            assertThat(stage.report().resolve("dead-letter.csv")).content().contains("DISCARDED");
            assertThat(stage.run("replay", id(stage)).err()
                            + stage.run("replay", id(stage)).out())
                    .contains("discarded");
            stage.verify();
        }
    }

    @Test
    void rows_that_are_not_sent_do_not_count() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=3\nprecheck=list\n");
            stage.send(people(stage, "platform_key,acme", 2));
            hide(stage, "person4@");

            Program.Run held = send(stage, people(stage, "platform_key,acme", 10));

            assertThat(held.exitCode()).isEqualTo(7);
            assertThat(stage.invited()).hasSize(5);
        }
    }

    @Test
    void a_target_without_a_list_of_invitations_is_held_before_its_first_call() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("docs", "canary=3\ntarget=gitbook\n");
            Path file = stage.file("docs.csv", "email\nada@example.org\ngrace@example.org\n");

            Program.Run held = stage.run("send", "--yes", "--feed", "docs", file.toString());

            assertThat(held.exitCode()).isEqualTo(7);
            assertThat(held.out()).contains("has no list that shows whom it has invited");
            assertThat(stage.sandbox().requestCount()).isZero();
            assertThat(stage.run("approve", id(stage)).exitCode()).isZero();
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited()).hasSize(2);
        }
    }

    @Test
    void people_are_first_invited_to_the_platform_as_far_as_the_first_rows_go() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("staff", "canary=2\nplatform-key=acme\nensure-platform=invite\n");
            stage.sandbox().order(Fault.at(Endpoint.PROGRAM_LIST).always().with(NOBODY));

            Program.Run held = send(stage, people(stage, "program_key,acme+logic", 6));

            assertThat(held.exitCode()).isEqualTo(7);
            assertThat(stage.invited()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_stop_between_the_first_rows_and_their_reading_begins_no_other_canary(int questions) throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.SETTLE_TIME, "20s");
            stage.feed("default", "canary=3\n");
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).always().with(NOBODY));
            stage.file("../home/drop/default/people.csv", text("platform_key,acme", 0, 10));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                assertThat(runtime.sending().isStopping()).isFalse();
                await().until(() -> stage.lists().size() >= questions);
                assertThat(stage.invited()).hasSize(3);
            }
            stage.sandbox().clearFaults();
            stage.set(Property.SETTLE_TIME, "150ms");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                assertThat(runtime.sending().isStopping()).isFalse();
                await().until(() -> !stage.reports().isEmpty());
            }
            assertThat(stage.invited()).hasSize(10).allSatisfy((person, mails) -> assertThat(mails)
                    .isEqualTo(1));
        }
    }

    private static void hide(SandboxStage stage, String person) {
        stage.sandbox()
                .order(Fault.at(Endpoint.PLATFORM_LIST)
                        .forEmail(person)
                        .always()
                        .with(NOBODY));
    }

    private static Program.Run send(SandboxStage stage, Path file) {
        return stage.run("send", "--yes", "--feed", "staff", file.toString());
    }

    private static String id(SandboxStage stage) {
        String status = stage.run("status").out();
        return status.substring(0, status.indexOf(' '));
    }

    private static Path people(SandboxStage stage, String place, int to) throws IOException {
        return stage.file("people" + to + ".csv", text(place, 0, to));
    }

    private static String text(String place, int from, int to) {
        String[] column = place.split(",", -1);
        return IntStream.range(from, to)
                .mapToObj(n -> "person" + n + "@example.org," + column[1] + "\n")
                .collect(Collectors.joining("", "email," + column[0] + "\n", ""));
    }
}
