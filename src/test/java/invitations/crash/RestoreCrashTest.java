package invitations.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.sandbox.config.SandboxSettings;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 after a ledger was saved, and then that ledger is brought back: judged by the sandbox's own record. */
class RestoreCrashTest {
    private static final int PEOPLE = 300;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_ledger_that_was_saved_before_a_kill_and_is_brought_back_invites_nobody_twice(boolean byHand)
            throws Exception {
        try (SandboxStage stage = SandboxStage.open(
                folder, SandboxSettings.withKey(SandboxStage.KEY).withLatency(Duration.ofMillis(40)))) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(PEOPLE));
            Path saved = folder.resolve("saved.db");
            try (LauncherProcess launched = LauncherProcess.start(
                    LauncherProcess.LAUNCHER, folder, stage.environment(), "send", "--yes", file.toString())) {
                await().until(() -> stage.sandbox().record().size() > PEOPLE / 6);
                if (byHand) {
                    LedgerImage.edit(stage.home(), "VACUUM INTO '" + saved + "'");
                } else {
                    assertThat(stage.run("backup", saved.toString()).exitCode()).isZero();
                }
                int before = stage.sandbox().record().size();
                await().until(() -> stage.sandbox().record().size() > before + PEOPLE / 3);
                launched.kill();
                assertThat(stage.sandbox().record()).hasSizeLessThan(PEOPLE);
            }
            if (byHand) {
                Files.deleteIfExists(stage.home().resolve("ledger.db-wal"));
                Files.deleteIfExists(stage.home().resolve("ledger.db-shm"));
                Files.move(saved, stage.home().resolve("ledger.db"), StandardCopyOption.REPLACE_EXISTING);
                assertThat(stage.send(file).exitCode()).isEqualTo(78);
                assertThat(stage.run("restored").exitCode()).isZero();
            } else {
                assertThat(stage.run("restore", saved.toString()).exitCode()).isZero();
            }

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited().values()).hasSize(PEOPLE).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void a_kill_is_no_reason_to_refuse_a_ledger() throws Exception {
        try (SandboxStage stage = SandboxStage.open(
                folder, SandboxSettings.withKey(SandboxStage.KEY).withLatency(Duration.ofMillis(40)))) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(60));
            for (int calls : List.of(1, 20, 40)) {
                try (LauncherProcess launched = LauncherProcess.start(
                        LauncherProcess.LAUNCHER, folder, stage.environment(), "send", "--yes", file.toString())) {
                    await().until(() -> stage.sandbox().record().size() >= calls);
                    launched.kill();
                }
            }

            assertThat(stage.send(file).exitCode()).isZero();

            assertThat(stage.invited().values()).hasSize(60).containsOnly(1L);
        }
    }
}
