package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import invitations.testing.VerbProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program, started in several folders by a user who names no home: nobody is invited a second time. */
class DefaultHomeLauncherTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    /** What the launcher keeps to start faster; one for all tests, since a new one takes seconds to make. */
    @TempDir
    static Path cache;

    @TempDir
    Path folder;

    @Test
    void the_same_file_from_another_folder_invites_nobody_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String file = stage.file("people.csv", PeopleCsv.platformRows(3)).toString();
            Path one = Files.createDirectory(folder.resolve("one"));
            Path two = Files.createDirectory(folder.resolve("two"));
            Map<String, String> environment = environment(stage);

            assertThat(run(one, environment, 0, "send", "--yes", "--new-home", file))
                    .contains(home() + " is a new home: it knows of nobody who was invited before");
            assertThat(run(two, environment, 0, "send", "--yes", file)).doesNotContain("new home");
            environment.put("XDG_DATA_HOME", "relative");
            run(two, environment, 0, "send", "--yes", file);

            assertThat(stage.invited().values()).hasSize(3).containsOnly(1L);
            assertThat(made(one)).isEmpty();
            assertThat(made(two)).isEmpty();
            assertThat(home().resolve("ledger.db")).exists();
        }
    }

    @Test
    void without_a_terminal_a_new_home_has_to_be_asked_for_unless_it_was_named() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            String file = stage.file("people.csv", PeopleCsv.platformRows(1)).toString();
            Map<String, String> environment = environment(stage);

            for (String[] verb : new String[][] {{"send", "--yes", file}, {"run"}}) {
                assertThat(run(folder, environment, 2, verb))
                        .contains("there is no home in " + home() + " yet")
                        .contains("--new-home");
            }
            assertThat(home()).doesNotExist();
            assertThat(stage.sandbox().requestCount()).isZero();

            environment.put(Property.HOME.variable(), folder.resolve("named").toString());
            assertThat(run(folder, environment, 0, "send", "--yes", file)).contains("is a new home");
            assertThat(stage.invited()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"new, 0, 1", "yes, 7, 0", "'', 7, 0"})
    void on_a_terminal_a_new_home_is_confirmed(String typed, int exitCode, int invited) throws Exception {
        assumeThat(SCRIPT).as("needed to make a terminal").isExecutable();
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path file = stage.file("people.csv", PeopleCsv.platformRows(1));
            Path screen = folder.resolve("screen.txt");
            ProcessBuilder builder = new ProcessBuilder(
                            SCRIPT.toString(), "-qec", LauncherProcess.LAUNCHER + " send --yes " + file, "/dev/null")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(INVITATIONS|IBLAI)_.*"));
            builder.environment().putAll(environment(stage));
            Process process = builder.start();
            try {
                Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> Files.readString(screen)
                        .contains("Type new to make a new home there: "));
                process.getOutputStream().write((typed + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(exitCode);
            } finally {
                process.destroyForcibly();
            }
            assertThat(stage.sandbox().record()).hasSize(invited);
            assertThat(Files.exists(home())).isEqualTo(invited > 0);
        }
    }

    @Test
    void a_ledger_in_the_working_directory_is_named_and_not_passed_over() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path work = Files.createDirectory(folder.resolve("work"));
            SandboxStage.write(work.resolve("people.csv"), PeopleCsv.platformRows(2));
            Map<String, String> environment = environment(stage);
            run(work, environment, 0, "send", "--yes", "--home", "data", "people.csv");

            try (VerbProcess verbs = VerbProcess.start(work, environment)) {
                for (String arguments : List.of(
                        "send --yes people.csv", "run", "resume", "status", "doctor", "check people.csv", "verify")) {
                    assertThat(run(verbs, 78, arguments.split(" ")))
                            .as(arguments)
                            .contains("There is a ledger in " + work.resolve("data"))
                            .contains("--home");
                    assertThat(home()).as(arguments).doesNotExist();
                }
            }

            // Both ways of naming it, and a link that makes it the user's own.
            run(work, environment, 0, "send", "--yes", "--home", "./data", "people.csv");
            Files.createDirectories(home().getParent());
            Files.createSymbolicLink(home(), work.resolve("data"));
            run(work, environment, 0, "send", "--yes", "people.csv");
            assertThat(stage.invited().values()).hasSize(2).containsOnly(1L);
        }
    }

    @Test
    void a_verb_that_only_reads_makes_no_home() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path work = Files.createDirectory(folder.resolve("work"));
            SandboxStage.write(work.resolve("people.csv"), PeopleCsv.platformRows(1));
            Map<String, Integer> exitCodes = new LinkedHashMap<>();
            for (String verb : List.of(
                    "status",
                    "verify",
                    "audit",
                    "resume",
                    "purge",
                    "check people.csv",
                    "check-config",
                    "template platform",
                    "list platform",
                    "forget --yes ada@example.org")) {
                exitCodes.put(verb, 0);
            }
            for (String verb :
                    List.of("report 2", "follow-up default", "approve 2", "replay 2", "decide 2 3 invited")) {
                exitCodes.put(verb, 2);
            }
            try (VerbProcess verbs = VerbProcess.start(work, environment(stage))) {
                for (Map.Entry<String, Integer> verb : exitCodes.entrySet()) {
                    run(verbs, verb.getValue(), verb.getKey().split(" "));

                    assertThat(folder.resolve("own")).as(verb.getKey()).isEmptyDirectory();
                    assertThat(made(work)).as(verb.getKey()).containsExactly("people.csv");
                }
            }
        }
    }

    /** {@return what is in a folder, besides what the harness writes there of each start} */
    private static List<String> made(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches("(out|err)[0-9]+\\.txt"))
                    .toList();
        }
    }

    private Path home() {
        return folder.resolve("own/.local/share/invitations");
    }

    /** Those of the stage, without its home, for a user of their own. */
    private Map<String, String> environment(SandboxStage stage) throws IOException {
        Map<String, String> environment = new HashMap<>(stage.environment());
        environment.remove(Property.HOME.variable());
        environment.put(Property.ORG.variable(), "acme");
        environment.put("HOME", Files.createDirectories(folder.resolve("own")).toString());
        environment.put("XDG_DATA_HOME", "");
        environment.put("XDG_CACHE_HOME", cache.toString());
        return environment;
    }

    /** {@return what a verb said on standard error} */
    private static String run(VerbProcess verbs, int exitCode, String... arguments) throws IOException {
        Program.Run run = verbs.run(arguments);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        return run.err();
    }

    /** {@return what a start said on standard error} */
    private static String run(Path folder, Map<String, String> environment, int exitCode, String... arguments)
            throws InterruptedException {
        try (LauncherProcess launched = LauncherProcess.run(folder, environment, arguments)) {
            assertThat(launched.exitCode()).as(launched.err()).isEqualTo(exitCode);
            return launched.err();
        }
    }
}
