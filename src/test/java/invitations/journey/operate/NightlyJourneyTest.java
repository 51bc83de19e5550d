package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.sandbox.work.InvitationRef;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each night, {@code run} asks who has accepted. */
class NightlyJourneyTest {
    @TempDir
    Path folder;

    @Test
    void what_was_sent_is_followed_up_by_itself() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.set(Property.FOLLOW_UP_TIME, "02:30");
            stage.set(Property.ROUTES, routesWhereItIsNightNow().toString());
            stage.send(stage.file("people.csv", "email\nann@example.org\nbob@example.org\n"));
            stage.sandbox()
                    .accept(InvitationRef.to("platform", "ann@example.org").as("ann77"));
            Path status = stage.report().resolve("status.csv");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().untilAsserted(() -> assertThat(status).exists());
                assertThat(runtime.sending().isStopping()).isFalse();
            }

            assertThat(Files.readString(status)).contains("\"accepted\"", "\"ann77\"", "\"pending\"");
        }
    }

    @Test
    void without_a_time_nobody_is_asked() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.set(Property.ROUTES, routesWhereItIsNightNow().toString());
            stage.send(stage.file("people.csv", "email\nann@example.org\n"));
            int before = stage.lists().size();

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                SandboxStage.write(stage.home().resolve("drop").resolve("more.csv"), "email\nbob@example.org\n");
                await().untilAsserted(() -> assertThat(stage.reports()).hasSize(2));
                assertThat(runtime.sending().isStopping()).isFalse();
            }

            assertThat(stage.lists()).hasSize(before);
        }
    }

    /** The routes of the program, with the night's route due at once. */
    private Path routesWhereItIsNightNow() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                String text =
                        Files.readString(file).replace("time: \"{{invitations.follow-up.first}}\"", "delay: \"1\"");
                Files.writeString(routes.resolve(file.getFileName().toString()), text);
            }
        }
        return routes;
    }
}
