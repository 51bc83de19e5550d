package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.sandbox.HeadProxy;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.HeadTrouble;
import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the packaged program ends, whatever an API does meanwhile. */
@Timeout(120)
class SignalLauncherTest {
    /** Java's own end, and a machine that is busy. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"send", "run"})
    void sigterm_ends_it_in_the_time_of_a_request_though_no_answer_ends(String verb) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                HeadProxy proxy = HeadProxy.before(
                        stage.sandbox(), request -> request.startsWith("POST") ? HeadTrouble.DRIPS : null)) {
            stage.set(Property.REQUEST_TIMEOUT, "5s");
            // The proxy and the API behind it have addresses of their own.
            stage.set(Property.API_ID, "api");
            Map<String, String> environment = new TreeMap<>(stage.environment());
            environment.put(Property.API_BASE_URL.variable(), proxy.url());
            Path file = verb.equals("send")
                    ? stage.file("people.csv", PeopleCsv.platformRows(3))
                    : SandboxStage.write(stage.home().resolve("drop/people.csv"), PeopleCsv.platformRows(3));
            String[] arguments =
                    verb.equals("send") ? new String[] {"send", "--yes", file.toString()} : new String[] {verb};
            try (LauncherProcess launched =
                    LauncherProcess.start(LauncherProcess.LAUNCHER, folder, environment, arguments)) {
                await().atMost(Duration.ofMinutes(1)).until(() -> proxy.connections() > 0);
                long begun = System.nanoTime();

                launched.terminate();

                assertThat(launched.exitCode()).as(launched.err()).isEqualTo(143);
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isLessThan(Duration.ofSeconds(5).plus(SLACK));
            }
            assertThat(stage.run("resume").exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }

    @Test
    void a_second_signal_ends_it_at_once_and_it_goes_on_later() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().delayed(Duration.ofSeconds(50)));
            Path file = stage.file("people.csv", PeopleCsv.platformRows(3));
            try (LauncherProcess launched = LauncherProcess.start(
                    LauncherProcess.LAUNCHER, folder, stage.environment(), "send", "--yes", file.toString())) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> stage.sandbox().held() > 0);
                launched.terminate();
                await().atMost(Duration.ofMinutes(1)).until(() -> launched.err().contains("Stopping"));
                long begun = System.nanoTime();

                launched.terminate();

                assertThat(launched.exitCode()).isEqualTo(143);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SLACK);
            }
        }
    }

    @Test
    void java_without_memory_ends_with_a_code_of_its_own() throws Exception {
        Map<String, String> environment = Map.of("INVITATIONS_HEAP", "8m", "INVITATIONS_NO_ARCHIVE", "1");
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Map<String, String> small = new TreeMap<>(stage.environment());
            small.putAll(environment);
            Path file = stage.file("people.csv", PeopleCsv.platformRows(3));
            try (LauncherProcess launched = LauncherProcess.run(folder, small, "send", "--yes", file.toString())) {
                assertThat(launched.exitCode()).as(launched.err()).isEqualTo(138);
                assertThat(launched.err()).contains("Java ran out of memory (138)");
                assertThat(launched.out()).isEmpty();
            }
            assertThat(stage.send(file).exitCode()).isZero();
            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
        }
    }
}
