package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import invitations.testing.VerbProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program by its launcher, as people and schedulers start it. */
class ProgramLauncherTest {
    @TempDir
    static Path shared;

    /** Where a process of its own for each verb would say no more. */
    private static VerbProcess verbs;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        SandboxStage.write(shared.resolve("people.csv"), PeopleCsv.platformRows(1));
        verbs = VerbProcess.start(shared, Map.of());
    }

    @AfterAll
    static void end() {
        verbs.close();
    }

    @Test
    void it_starts_from_any_folder_through_links_and_says_its_version() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first link"), LauncherProcess.LAUNCHER);
        Path second = Files.createSymbolicLink(
                folder.resolve("second"), Path.of(first.getFileName().toString()));
        try (LauncherProcess launched = LauncherProcess.start(second, folder, Map.of(), "--version")) {
            assertThat(launched.exitCode()).isZero();
            assertThat(launched.out()).matches("invitations [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\\R");
        }
    }

    @Test
    void what_it_prints_is_not_lost_in_silence_on_a_full_disk() throws Exception {
        assumeTrue(Files.isWritable(Path.of("/dev/full")), "there is no device that is always full");
        Path full = folder.resolve("full.sh");
        Files.writeString(full, "#!/bin/sh\nexec '" + LauncherProcess.LAUNCHER + "' --version > /dev/full\n");
        Files.setPosixFilePermissions(full, PosixFilePermissions.fromString("rwx------"));
        try (LauncherProcess launched = LauncherProcess.start(full, folder, Map.of())) {
            assertThat(launched.exitCode()).isEqualTo(1);
            assertThat(launched.err()).contains("not everything could be written to the standard output");
        }
    }

    @Test
    void the_demo_shows_the_main_job_whatever_the_environment_says() throws Exception {
        Map<String, String> environment = Map.of(
                Property.API_BASE_URL.variable(),
                "https://api.example.org/dm",
                Property.API_KEY.variable(),
                "real-key");
        try (LauncherProcess launched = LauncherProcess.run(folder, environment, "demo")) {
            assertThat(launched.exitCode()).as(launched.err()).isZero();
            assertThat(launched.out())
                    .contains("nobody was invited twice")
                    .contains("people.csv: 13 rows: 8 accepted by the API")
                    .contains("(the same file again)")
                    .doesNotContain("api.example.org")
                    .doesNotContain("real-key");
            assertThat(folder.resolve("demo/done")).isNotEmptyDirectory();
        }
    }

    @Test
    void the_doctor_shows_the_configuration_without_the_key_and_asks_the_api() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            doctor(stage);
        }
    }

    private void doctor(SandboxStage stage) throws Exception {
        try (LauncherProcess launched = LauncherProcess.run(folder, stage.environment(), "doctor")) {
            assertThat(launched.exitCode()).isZero();
            assertThat(launched.out())
                    .contains("answers, and accepts the key")
                    .contains("(environment INVITATIONS_API_BASE_URL)")
                    .doesNotContain(SandboxStage.KEY);
            assertThat(stage.sandbox().record()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | sned people.csv | Unmatched arguments from index 0: 'sned'",
                "2 | send --yes missing.csv | missing.csv: expected a file that can be read",
                "2 | send people.csv | without a terminal nobody can confirm: add --yes",
                "2 | send --yes | Missing required parameter: 'FILE'",
                "78 | send --yes people.csv | There is no API key: set IBLAI_API_KEY",
                "78 | status -D invitations.send.concurency=4 | did you mean 'invitations.send.concurrency'?",
                "78 | status -D invitations.api.base-url=http://api.example.org | http to this machine only"
            })
    void mistakes_are_told_with_a_way_out(int exitCode, String arguments, String message) throws Exception {
        Program.Run run = verbs.run(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).contains(message);
    }

    /** One mistake of each kind, through the launcher. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | send --yes missing.csv | missing.csv: expected a file that can be read",
                "78 | send --yes people.csv | There is no API key: set IBLAI_API_KEY"
            })
    void the_launcher_hands_on_the_exit_code_and_the_message(int exitCode, String arguments, String message)
            throws Exception {
        SandboxStage.write(folder.resolve("people.csv"), PeopleCsv.platformRows(1));
        try (LauncherProcess launched = LauncherProcess.run(folder, Map.of(), arguments.split(" "))) {
            assertThat(launched.exitCode()).isEqualTo(exitCode);
            assertThat(launched.err()).contains(message);
        }
    }

    @Test
    void a_second_instance_is_told_so() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                var runtime = stage.start(invitations.camel.InvitationRuntime.Mode.WATCH)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(1));
            try (LauncherProcess launched =
                    LauncherProcess.run(folder, stage.environment(), "send", "--yes", file.toString())) {
                assertThat(launched.exitCode()).isEqualTo(8);
                assertThat(runtime.ledger().drops().all()).isEmpty();
            }
        }
    }

    @Test
    void a_log_line_shows_no_address() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.API_KEY, "wrong");
            Path file = stage.file("ada@example.org.csv", PeopleCsv.platformRows(1));
            try (LauncherProcess launched =
                    LauncherProcess.run(folder, stage.environment(), "send", "--yes", file.toString())) {
                assertThat(launched.exitCode()).isEqualTo(6);
                assertThat(launched.err()).contains("does not accept the key").doesNotContain("@example.org");
            }
        }
    }

    @Test
    void sigterm_lets_the_calls_on_their_way_end_and_the_rest_goes_on_later() throws IOException, InterruptedException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(invitations.sandbox.fault.Fault.at()
                            .from(21)
                            .always()
                            .delayed(java.time.Duration.ofSeconds(3)));
            SandboxStage.write(stage.home().resolve("drop/people.csv"), PeopleCsv.platformRows(300));
            try (LauncherProcess launched =
                    LauncherProcess.start(LauncherProcess.LAUNCHER, folder, stage.environment(), "run")) {
                org.awaitility.Awaitility.await().until(() -> stage.sandbox().held() > 0);
                long requests = stage.sandbox().requestCount();
                launched.terminate();
                assertThat(launched.exitCode()).isEqualTo(143);
                // Those on their way, and no more: what waited for a caller was put back.
                assertThat(stage.sandbox().requestCount()).isLessThanOrEqualTo(requests + 30);
            }
            assertThat(stage.run("status").out()).doesNotContain("INTENT").doesNotContain("UNCERTAIN");
            stage.sandbox().clearFaults();

            Path again = stage.file("people.csv", PeopleCsv.platformRows(300));
            assertThat(stage.send(again).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(300).containsOnly(1L);
        }
    }
}
