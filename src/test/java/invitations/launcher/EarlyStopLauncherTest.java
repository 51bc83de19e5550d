package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.crash.LedgerImage;
import invitations.sandbox.fault.Fault;
import invitations.settings.Property;
import invitations.testing.Distribution;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal that comes before the start is done. */
class EarlyStopLauncherTest {
    private static final int ROWS = 40;

    @TempDir
    Path folder;

    private SandboxStage stage;
    private Map<String, String> environment;
    private Path temporary;

    @BeforeEach
    void open() throws Exception {
        stage = SandboxStage.open(folder);
        temporary = Files.createDirectory(folder.resolve("temporary"));
        environment = new HashMap<>(stage.environment());
        environment.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        environment.put("TMPDIR", temporary.toString());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** A file that a crash left is being sent, and the start has more to do. */
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void the_calls_on_their_way_end_and_nothing_else_is_waited_for(String signal, int exitCode) throws Exception {
        stage.sandbox().order(Fault.at().always().delayed(Duration.ofMillis(300)));
        SandboxStage.write(
                stage.home().resolve("work/left-by-a-crash/default/people.csv"), PeopleCsv.platformRows(ROWS));
        environment.put(Property.ROUTES.variable(), routesWhoseStartTakesLong().toString());

        try (LauncherProcess launched = LauncherProcess.start(LauncherProcess.LAUNCHER, folder, environment, "run")) {
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> stage.sandbox().record().size() > 3);
            assertThat(launched.err()).as("the start is not done").doesNotContain("Watching");
            signal(signal, launched.pid());
            assertThat(launched.hasEndedAfter(20_000)).as("promptly").isTrue();
            assertThat(launched.exitCode()).as(launched.err()).isEqualTo(exitCode);
        }

        assertThat(LedgerImage.statuses(stage.home()))
                .containsKeys("INVITED", "RETRYABLE")
                .doesNotContainKeys("INTENT", "UNCERTAIN");
        assertThatNothingIsLeftInTheTemporaryFolder();
        stage.sandbox().clearFaults();
        assertThat(stage.run("resume").exitCode()).isZero();
        assertThat(stage.invited().values()).hasSize(ROWS).containsOnly(1L);
    }

    /** While the launcher prepares fast starts, there is no program yet that could stop in order. */
    @Test
    void a_launcher_that_prepares_the_first_start_ends_and_leaves_nothing() throws Exception {
        Path program = Distribution.in(folder);
        Path caches = Files.createDirectory(folder.resolve("caches"));
        environment.put("XDG_CACHE_HOME", caches.toString());
        Path archives = caches.resolve("invitations");

        try (LauncherProcess launched = LauncherProcess.start(program, folder, environment, "status")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> Distribution.files(archives).stream()
                    .anyMatch(file -> file.endsWith("libsqlitejdbc.so")));
            long child = ProcessHandle.of(launched.pid())
                    .orElseThrow()
                    .children()
                    .findAny()
                    .orElseThrow()
                    .pid();
            launched.terminate();
            assertThat(launched.exitCode()).as(launched.err()).isEqualTo(143);
            await().until(() -> ProcessHandle.of(child).isEmpty());
        }

        assertThat(Distribution.files(archives)).isEmpty();
        assertThatNothingIsLeftInTheTemporaryFolder();
        assertThat(stage.home()).doesNotExist();
    }

    private Path routesWhoseStartTakesLong() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                routes.resolve("resume-drops.camel.yaml"),
                """
                        - delay:
                            id: take-long
                            expression:
                              constant:
                                expression: "60000"
                """,
                StandardOpenOption.APPEND);
        return routes;
    }

    private void assertThatNothingIsLeftInTheTemporaryFolder() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files.filter(file -> !file.getFileName().toString().startsWith("hsperf")))
                    .isEmpty();
        }
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor(10, TimeUnit.SECONDS);
    }
}
