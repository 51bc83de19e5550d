package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a terminal, made by util-linux's script, somebody has to type the number of invitations. */
class ConfirmationLauncherTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    Path folder;

    @Test
    void the_number_typed_sends_them() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(send(stage, "3\n")).isZero();
            assertThat(stage.invited()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "y", ""})
    void anything_else_sends_nobody_and_the_same_file_can_be_sent_later(String typed) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(send(stage, typed + "\n")).isEqualTo(7);
            assertThat(stage.sandbox().requestCount()).isZero();
            assertThat(Files.readString(stage.report().resolve("dead-letter.csv")))
                    .contains("NOT_CONFIRMED");

            assertThat(stage.send(stage.file("people.csv", PeopleCsv.platformRows(3)))
                            .exitCode())
                    .isZero();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    private int send(SandboxStage stage, String typed) throws IOException, InterruptedException {
        assumeThat(SCRIPT).as("needed to make a terminal").isExecutable();
        Path file = stage.file("people.csv", PeopleCsv.platformRows(3));
        Path screen = folder.resolve("screen.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        SCRIPT.toString(), "-qec", LauncherProcess.LAUNCHER + " send " + file, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        builder.environment().putAll(stage.environment());
        Process process = builder.start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> Files.readString(screen)
                    .contains("Type that number to send them: "));
            assertThat(Files.readString(screen))
                    .contains("people.csv would send 3 invitations; each e-mails a person.")
                    .contains("  " + stage.sandbox().url() + ", platform acme: 3, first <");
            process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
