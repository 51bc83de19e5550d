package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has accepted: the way back of a file. */
class FollowUpJourneyTest {
    private static final String PEOPLE =
            """
            email,username,program_key,platform_key,target
            ann@example.org,,,acme,
            bob@example.org,,,acme,
            cat@example.org,,acme+p1,acme,
            ,dora,acme+p1,acme,
            eve@example.org,,,,gitbook
            refuse-me@example.org,,,acme,
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void each_person_is_shown_as_the_api_has_them(Variants.Metadata metadata) throws IOException {
        try (SandboxStage stage = stage(metadata)) {
            stage.send(stage.file("people.csv", PEOPLE));
            stage.sandbox()
                    .accept(InvitationRef.to("platform", "ann@example.org").as("ann77"));
            stage.sandbox().expire(InvitationRef.to("program", "cat@example.org"));

            Program.Run run = stage.run("follow-up", "2");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("5 people: 2 accepted, 1 expired, 2 pending");
            assertThat(statuses(stage.report()))
                    .containsExactly(
                            "ann@example.org accepted ann77",
                            "bob@example.org pending ",
                            "cat@example.org expired ",
                            "dora pending ",
                            "eve@example.org accepted eve");
        }
    }

    @Test
    void who_has_accepted_is_not_in_the_next_one() throws IOException {
        try (SandboxStage stage = stage(Variants.Metadata.KEPT)) {
            stage.send(stage.file("people.csv", PEOPLE));
            stage.sandbox().accept(InvitationRef.to("platform", "ann@example.org"));
            stage.run("follow-up", "2");
            stage.sandbox().accept(InvitationRef.to("platform", "bob@example.org"));

            stage.run("follow-up", "2");

            assertThat(statuses(stage.report()))
                    .noneMatch(line -> line.startsWith("ann@"))
                    .anyMatch(line -> line.startsWith("bob@example.org accepted"));
            stage.run("follow-up", "2");
            assertThat(statuses(stage.report())).noneMatch(line -> line.startsWith("bob@"));
        }
    }

    @Test
    void all_drops_of_a_feed_are_shown_together() throws IOException {
        try (SandboxStage stage = stage(Variants.Metadata.KEPT)) {
            stage.send(stage.file("one.csv", "email\nann@example.org\n"));
            stage.send(stage.file("two.csv", "email\nbob@example.org\nann@example.org\n"));

            Program.Run run = stage.run("follow-up", "default", "--json");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("\"people\":3", "\"pending\":3");
            assertThat(statuses(stage.home().resolve("done").resolve("default")))
                    .hasSize(3);
        }
    }

    @Test
    void an_api_that_does_not_answer_is_told_and_leaves_the_earlier_file() throws IOException {
        try (SandboxStage stage = stage(Variants.Metadata.KEPT)) {
            stage.set(Property.GIVE_UP_AFTER, "50ms");
            stage.send(stage.file("people.csv", PEOPLE));
            stage.run("follow-up", "2");
            String before = Files.readString(stage.report().resolve("status.csv"));
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).times(1000).with(FaultEffect.Status.of(503)));

            Program.Run away = stage.run("follow-up", "2");
            stage.sandbox().clearFaults();
            stage.sandbox().order(Fault.at(Endpoint.PLATFORM_LIST).with(FaultEffect.Status.of(401)));
            Program.Run forbidden = stage.run("follow-up", "2");

            assertThat(away.exitCode()).isEqualTo(5);
            assertThat(forbidden.exitCode()).isEqualTo(6);
            assertThat(Files.readString(stage.report().resolve("status.csv"))).isEqualTo(before);
        }
    }

    @Test
    void what_was_never_dropped_cannot_be_followed_up() throws IOException {
        try (SandboxStage stage = stage(Variants.Metadata.KEPT)) {
            assertThat(stage.run("follow-up", "default").exitCode()).isEqualTo(2);
            stage.send(stage.file("people.csv", "email\nann@example.org\n"));

            Program.Run unknown = stage.run("follow-up", "nobody");

            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.err()).contains("'nobody': expected the id of one drop, or a feed");
        }
    }

    private SandboxStage stage(Variants.Metadata metadata) {
        SandboxStage stage = SandboxStage.open(
                folder,
                SandboxSettings.withKey(SandboxStage.KEY)
                        .withVariants(Variants.standard().withMetadata(metadata)));
        stage.set(Property.ORG, "acme");
        return stage;
    }

    /** Who, how they stand, and the name they joined under. */
    private static List<String> statuses(Path report) throws IOException {
        return Files.readAllLines(report.resolve("status.csv")).stream()
                .skip(1)
                .map(line -> line.replace("\"", "").split(",", -1))
                .map(cells -> cells[4] + cells[5] + " " + cells[6] + " " + cells[9])
                .toList();
    }
}
