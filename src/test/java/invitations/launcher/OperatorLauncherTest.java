package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running program, and those who put right beside it what was wrong. */
class OperatorLauncherTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void a_key_put_right_in_the_settings_is_used_without_a_restart_by_hand() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.API_KEY, "");
            Path settings = stage.home().resolve("application.properties");
            SandboxStage.write(settings, "iblai.api.key = wrong\n");
            SandboxStage.write(stage.home().resolve("drop/people.csv"), PeopleCsv.platformRows(5));
            stage.environment().remove(Property.API_KEY.variable());
            try (LauncherProcess run =
                    LauncherProcess.start(LauncherProcess.LAUNCHER, folder, stage.environment(), "run")) {
                await().atMost(LONG).until(() -> run.err().contains("does not accept the key"));
                assertThat(stage.posts()).hasSize(1);

                // What cannot be used changes nothing.
                SandboxStage.write(settings, "iblai.api.kee = " + SandboxStage.KEY + "\n");
                await().atMost(LONG).until(() -> run.err().contains("cannot be used, so the old ones stay"));
                SandboxStage.write(settings, "iblai.api.key = " + SandboxStage.KEY + "\n");

                await().atMost(LONG).until(() -> stage.invited().size() == 5);
                await().atMost(LONG).until(() -> !stage.reports().isEmpty());
                run.terminate();
                assertThat(run.exitCode()).isEqualTo(143);
            }
            assertThat(stage.invited().values()).containsOnly(1L);
        }
    }

    @Test
    void a_running_program_answers_operators_and_another_send_is_told_so() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                LauncherProcess run =
                        LauncherProcess.start(LauncherProcess.LAUNCHER, folder, stage.environment(), "run")) {
            await().atMost(LONG).until(() -> run.err().contains("Watching "));

            try (LauncherProcess resume = LauncherProcess.run(folder, stage.environment(), "resume")) {
                assertThat(resume.exitCode()).as(resume.err()).isZero();
                assertThat(resume.out()).isEqualTo("Stopped targets are tried again.\n");
            }
            try (LauncherProcess decide =
                    LauncherProcess.run(folder, stage.environment(), "decide", "20261122-nothing", "2", "invited")) {
                assertThat(decide.exitCode()).isEqualTo(2);
                assertThat(decide.err()).contains("expected the id of one drop");
            }
            assertThat(run.isAlive()).isTrue();
        }
    }
}
