package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.SandboxStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running program, while somebody empties its settings' file, takes it away, or puts something else there. */
class SettingsFileLauncherTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void it_goes_on_with_the_settings_of_before_and_says_so() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.home().resolve("application.properties");
            Map<String, String> environment = new HashMap<>(stage.environment());
            environment.remove(Property.API_KEY.variable());
            String settings = "iblai.api.key = " + SandboxStage.KEY + "\niblai.org = acme\n";
            SandboxStage.write(file, settings);
            try (LauncherProcess run = LauncherProcess.start(LauncherProcess.LAUNCHER, folder, environment, "run")) {
                await().atMost(LONG).until(() -> run.err().contains("Watching "));

                Files.writeString(file, "");
                awaitSaid(run, "has no settings in it any more: the settings of before stay");
                Files.delete(file);
                awaitSaid(run, "is not there any more: the settings of before stay");
                Files.createDirectory(file);
                awaitSaid(run, "is no file any more: the settings of before stay");
                SandboxStage.write(stage.home().resolve("drop/one.csv"), "email\nada@example.org\n");
                await().atMost(LONG).until(() -> stage.invited().size() == 1);

                Files.delete(file);
                SandboxStage.write(file, settings.replace("acme", "other"));
                awaitSaid(run, "starting again with them");
                // With routes that are not there nothing can be started.
                Path next = SandboxStage.write(
                        folder.resolve("next"), settings + "invitations.routes = " + folder.resolve("nowhere") + "\n");
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                awaitSaid(run, "nothing can be started with them, so the old ones stay");
                await().atMost(LONG).until(() -> run.err().split("Watching ", -1).length > 3);
                Path writable = SandboxStage.write(folder.resolve("writable"), settings.replace("acme", "third"));
                Files.setPosixFilePermissions(writable, PosixFilePermissions.fromString("rw-rw-rw-"));
                Files.move(writable, file, StandardCopyOption.ATOMIC_MOVE);
                awaitSaid(run, "chmod");
                SandboxStage.write(stage.home().resolve("drop/two.csv"), "email\ngrace@example.org\n");
                await().atMost(LONG).until(() -> stage.invited().size() == 2);
                await().atMost(LONG).until(() -> stage.reports().size() == 2);

                run.terminate();
                assertThat(run.exitCode()).isEqualTo(143);
                assertThat(run.err()).doesNotContain(SandboxStage.KEY);
            }
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme", "grace@example.org other");
        }
    }

    private static void awaitSaid(LauncherProcess run, String words) {
        await().atMost(LONG).until(() -> {
            assertThat(run.isAlive()).as(run::err).isTrue();
            return run.err().contains(words);
        });
    }
}
