package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program, stopped while it checks a file: no person and no key is left in the temporary folder. */
@EnabledOnOs(OS.LINUX)
class CheckLauncherTest {
    private static final int ROWS = 100_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void a_signal_leaves_nothing(String signal, int exitCode) throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                LauncherProcess check = start(stage)) {
            awaitPeople(check);
            new ProcessBuilder("kill", "-" + signal, String.valueOf(check.pid()))
                    .start()
                    .waitFor();

            assertThat(check.exitCode()).isEqualTo(exitCode);
            assertThat(left()).isEmpty();
            assertThat(check.out()).isEmpty();
            assertThat(check.err()).isEmpty();
        }
    }

    @Test
    void what_a_kill_leaves_is_taken_away_by_the_next_start_and_a_check_at_work_is_not_disturbed() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                LauncherProcess atWork = start(stage)) {
            awaitPeople(atWork);
            atWork.pause();
            List<Path> used = left();
            try (LauncherProcess killed = start(stage)) {
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> left().size() == 2
                                && people(left().stream()
                                        .filter(path -> !used.contains(path))
                                        .findFirst()
                                        .orElseThrow()));
                killed.kill();
            }
            assertThat(left()).hasSize(2);

            Path few = stage.file("few.csv", PeopleCsv.platformRows(1));
            try (LauncherProcess next = LauncherProcess.run(folder, environment(stage), "check", few.toString())) {
                assertThat(next.exitCode()).as(next.err()).isZero();
            }

            assertThat(left()).isEqualTo(used);
            atWork.goOn();
            assertThat(atWork.exitCode()).as(atWork.err()).isZero();
            assertThat(atWork.out()).contains(ROWS + " rows; would invite " + ROWS);
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void the_key_of_the_ledger_is_not_copied_and_people_are_known_by_it() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            assertThat(stage.send(stage.file("first.csv", PeopleCsv.platformRows(3)))
                            .exitCode())
                    .isZero();
            byte[] key = Files.readAllBytes(stage.home().resolve("ledger.key"));
            try (LauncherProcess check = start(stage)) {
                awaitPeople(check);
                check.pause();
                try (Stream<Path> files = Files.walk(temporary())) {
                    assertThat(files.filter(Files::isRegularFile)).isNotEmpty().noneMatch(file -> has(file, key));
                }
                check.goOn();
                assertThat(check.exitCode()).as(check.err()).isZero();
                assertThat(check.out()).contains("would invite " + (ROWS - 3)).contains("3 ALREADY_INVITED");
            }
            assertThat(left()).isEmpty();
        }
    }

    private LauncherProcess start(SandboxStage stage) throws IOException {
        Path file = stage.file("people.csv", PeopleCsv.platformRows(ROWS));
        return LauncherProcess.start(LauncherProcess.LAUNCHER, folder, environment(stage), "check", file.toString());
    }

    private Map<String, String> environment(SandboxStage stage) throws IOException {
        Map<String, String> environment = new HashMap<>(stage.environment());
        environment.put(Property.LIMIT_ROWS.variable(), String.valueOf(ROWS));
        environment.put("INVITATIONS_JAVA_OPTS", "-Djava.io.tmpdir=" + Files.createDirectories(temporary()));
        return environment;
    }

    private Path temporary() {
        return folder.resolve("temporary");
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(temporary())) {
            return all.filter(path -> path.getFileName().toString().startsWith("invitations-"))
                    .sorted()
                    .toList();
        }
    }

    private void awaitPeople(LauncherProcess check) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    assertThat(check.isAlive()).as(check::err).isTrue();
                    return left().stream().anyMatch(CheckLauncherTest::people);
                });
    }

    /** {@return whether the file has been copied there, and its drop is being planned} */
    private static boolean people(Path left) {
        try (Stream<Path> files = Files.walk(left)) {
            return files.anyMatch(
                    file -> file.endsWith("people.csv") && !file.toString().contains(".part/"));
        } catch (IOException | java.io.UncheckedIOException changing) {
            return false;
        }
    }

    private static boolean has(Path file, byte[] key) {
        try {
            byte[] content = Files.readAllBytes(file);
            for (int i = 0; i + key.length <= content.length; i++) {
                if (Arrays.equals(content, i, i + key.length, key, 0, key.length)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
