package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.sandbox.fault.Fault;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drops of a feed are sent one at a time, the oldest first; other feeds do not wait for them. */
class FeedOrderJourneyTest {
    @TempDir
    Path folder;

    @Test
    void a_drop_waits_for_those_of_its_feed_before_it() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().forEmail("first").delayed(Duration.ofMinutes(10)));
            stage.feed("north", "");
            stage.feed("south", "");
            drop(stage, "north/b.csv", "first@example.org", 1);
            drop(stage, "north/a.csv", "second@example.org", 2);
            drop(stage, "north/c.csv", "third@example.org", 3);
            // Another target, since the first call to a target goes alone.
            SandboxStage.write(
                    stage.home().resolve("drop/south/d.csv"),
                    "email,platform_key,program_key\nother@example.org,acme,acme+logic\n");

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.invited().containsKey("other@example.org acme+logic"));
                await().until(() -> stage.sandbox().held() == 1);
                assertThat(stage.invited()).hasSize(1);
                stage.sandbox().release();
                await().until(() -> stage.reports().size() == 4);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
            }

            List<String> invited = stage.sandbox().record().stream()
                    .map(mail -> mail.person().replaceFirst("@.*", ""))
                    .toList();
            assertThat(invited).containsSubsequence("first", "second", "third");
            assertThat(invited.indexOf("other")).isLessThan(invited.indexOf("second"));
        }
    }

    @Test
    void the_next_one_has_its_turn_when_the_one_before_was_refused() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.feed("north", "");
            SandboxStage.write(stage.home().resolve("drop/north/bad.csv"), "\"open");
            drop(stage, "north/good.csv", "ada@example.org", 2);

            await().until(() -> stage.reports().size() == 2);
            await().until(() -> runtime.ledger().drops().open().isEmpty());
            assertThat(stage.invited()).hasSize(1);
        }
    }

    private static void drop(SandboxStage stage, String name, String email, int minute) throws IOException {
        Path file = SandboxStage.write(
                stage.home().resolve("drop").resolve(name), "email,platform_key\n" + email + ",acme\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + minute * 60_000L));
    }
}
