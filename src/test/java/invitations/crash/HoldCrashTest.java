package invitations.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.LiveFolder;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 around the approval of a drop by a file: neither the hold nor the approval is lost, and nobody is invited twice. */
class HoldCrashTest {
    /** {@code all} for each window; else that in which the ledger has the approval and its file is there still. */
    private static final String WINDOWS = "invitations.crash.windows";

    private static final int PEOPLE = 8;

    @TempDir
    Path folder;

    private SandboxStage stage;

    @BeforeEach
    void open() throws IOException {
        stage = SandboxStage.open(folder);
        stage.feed("staff", "guard.invitations=5\n");
        SandboxStage.write(
                stage.home().resolve("drop/staff/people.csv"),
                IntStream.range(0, PEOPLE)
                        .mapToObj(n -> "person" + n + "@example.org,acme\n")
                        .collect(Collectors.joining("", "email,platform_key\n", "")));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Where an approval is when the program is killed. */
    enum Window {
        /** Nothing but the file is there. */
        FILE_IS_THERE {
            @Override
            boolean isMet(Path home, Path file) {
                return true;
            }
        },
        /** The ledger has the approval, and the file is there still. */
        LEDGER_HAS_IT {
            @Override
            boolean isMet(Path home, Path file) {
                return LedgerImage.states(home).containsKey("RECEIVED") && Files.exists(file);
            }
        },
        /** The file has been taken away, and nothing was sent yet. */
        FILE_IS_GONE {
            @Override
            boolean isMet(Path home, Path file) {
                return !Files.exists(file);
            }
        },
        /** The approved plan was made once more. */
        PLANNED_ONCE_MORE {
            @Override
            boolean isMet(Path home, Path file) {
                return LedgerImage.states(home).containsKey("SENDING");
            }
        };

        abstract boolean isMet(Path home, Path file);
    }

    @Test
    void when_the_ledger_has_the_approval_and_the_file_is_there_still() throws Exception {
        killIn(Window.LEDGER_HAS_IT);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LEDGER_HAS_IT")
    @EnabledIfSystemProperty(named = WINDOWS, matches = "all")
    void in_each_other_window_of_an_approval(Window window) throws Exception {
        killIn(window);
    }

    private void killIn(Window window) throws Exception {
        Path drop = held();
        Path file = drop.resolve("APPROVE-" + hash(drop) + ".txt");
        stage.set(Property.LEDGER_COMMIT_DELAY, "500ms");
        killWhen(file, () -> window.isMet(stage.home(), file));

        assertThat(stage.sandbox().requestCount()).isZero();
        assertThatItIsSentOnce();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 60, 150, 300, 700})
    @EnabledIfSystemProperty(named = WINDOWS, matches = "all")
    void so_long_after_the_file_has_appeared(int millis) throws Exception {
        Path drop = held();
        Path file = drop.resolve("APPROVE-" + hash(drop) + ".txt");
        try (LauncherProcess launched = watch()) {
            await().until(() -> stage.home().resolve("ledger.progress").toFile().exists());
            put(file);
            assertThat(launched.hasEndedAfter(millis)).isFalse();
            launched.kill();
        }

        assertThatItIsSentOnce();
    }

    @Test
    @EnabledIfSystemProperty(named = WINDOWS, matches = "all")
    void when_the_ledger_has_that_the_drop_is_discarded() throws Exception {
        Path drop = held();
        Path file = drop.resolve("DISCARD-" + hash(drop) + ".txt");
        stage.set(Property.LEDGER_COMMIT_DELAY, "500ms");
        killWhen(file, () -> LedgerImage.states(stage.home()).containsKey("SENDING") && Files.exists(file));

        stage.set(Property.LEDGER_COMMIT_DELAY, "0ms");
        assertThat(stage.run("resume").exitCode()).isEqualTo(3);
        assertThat(stage.invited()).isEmpty();
        assertThat(stage.home().resolve("hold")).isEmptyDirectory();
        assertThat(stage.home().resolve("quarantine")).doesNotExist();
        assertThat(LedgerImage.states(stage.home())).containsOnlyKeys("REPORTED");
    }

    @Test
    @EnabledIfSystemProperty(named = WINDOWS, matches = "all")
    void before_the_folder_of_a_held_drop_is_whole() throws Exception {
        try (LauncherProcess launched = watch()) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> LedgerImage.states(stage.home()).containsKey("HELD") || !launched.isAlive());
            launched.kill();
        }
        Path drop = held();

        assertThat(LiveFolder.names(drop)).contains("READ-ME.txt", "plan.csv").hasSize(4);
        put(drop.resolve("APPROVE-" + hash(drop) + ".txt"));
        assertThatItIsSentOnce();
    }

    /** Starts the program, puts the file there, and kills the program when it has got so far. */
    private void killWhen(Path file, Callable<Boolean> isMet) throws Exception {
        try (LauncherProcess launched = watch()) {
            put(file);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> isMet.call() || !launched.isAlive());
            assertThat(launched.isAlive()).as(launched.err()).isTrue();
            launched.kill();
        }
    }

    /** Lets the program go on until the drop is held; its folder. */
    private Path held() throws Exception {
        try (InvitationRuntime watching = stage.start(InvitationRuntime.Mode.WATCH)) {
            await().until(() -> LiveFolder.names(stage.home().resolve("hold")).contains("READ-ME.txt"));
            assertThat(watching.sending().isStopping()).isFalse();
        }
        return LiveFolder.files(stage.home().resolve("hold"))
                .get(0)
                .resolveSibling("")
                .normalize();
    }

    private void assertThatItIsSentOnce() throws IOException {
        stage.set(Property.LEDGER_COMMIT_DELAY, "0ms");
        assertThat(stage.run("resume").exitCode()).isZero();
        assertThat(stage.invited()).hasSize(PEOPLE).allSatisfy((person, mails) -> assertThat(mails)
                .isEqualTo(1));
        assertThat(stage.home().resolve("hold")).isEmptyDirectory();
        assertThat(stage.home().resolve("quarantine")).doesNotExist();
        assertThat(LedgerImage.states(stage.home())).containsOnlyKeys("REPORTED");
        stage.verify();
    }

    private static void put(Path file) throws IOException {
        SandboxStage.write(file, "Name: Ada\n");
    }

    private static String hash(Path drop) throws IOException {
        String template = LiveFolder.names(drop).stream()
                .filter(name -> name.startsWith("APPROVE-") && name.endsWith(".template"))
                .findFirst()
                .orElseThrow();
        return template.substring(template.indexOf('-') + 1, template.indexOf(".txt"));
    }

    private LauncherProcess watch() {
        return LauncherProcess.start(LauncherProcess.LAUNCHER, folder, stage.environment(), "run");
    }
}
