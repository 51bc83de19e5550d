package invitations.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.crash.LedgerImage;
import invitations.sandbox.fault.Fault;
import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleCsv;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes and one home: the one at work keeps it, or ends itself, and nobody is invited twice. */
class InstanceLauncherTest {
    private static final int ROWS = 120;

    @TempDir
    Path folder;

    private SandboxStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = SandboxStage.open(folder);
        stage.set(Property.SETTLE_TIME, "2s");
        stage.set(Property.SEND_CONCURRENCY, "2");
        // The second file is longer than the first, as meant here.
        stage.set(Property.GUARD_GROWTH, "50% and 200");
        stage.set(Property.GUARD_SHRINKAGE, "30% and 200");
        stage.send(stage.file("ended.csv", "email,platform_key\nzoe@example.org,acme\n"));
        stage.sandbox().order(Fault.at().always().delayed(Duration.ofMillis(100)));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_search_through_the_files_of_the_home_does_not_let_a_second_one_in() throws Exception {
        // A link is another name of the same file.
        Files.createLink(
                stage.home().resolve("quarantine-of-mine"), stage.home().resolve("lock"));
        try (LauncherProcess first = atWork("run")) {
            Program.Run forget = stage.run("forget", "--yes", "zoe@example.org");
            assertThat(forget.out()).as(forget.err()).contains("Erased: 1 row of 1 drop");

            assertThatASecondOneIsTurnedAway(first);
        }
    }

    @Test
    void a_lock_that_was_taken_away_does_not_let_a_second_one_in() throws Exception {
        try (LauncherProcess first = atWork("run")) {
            Files.move(stage.home().resolve("lock"), stage.home().resolve("lock.old"));

            assertThatASecondOneIsTurnedAway(first);
        }
    }

    @Test
    void an_instance_whose_place_was_taken_ends_itself_and_the_next_one_asks_about_its_calls() throws Exception {
        Path other = stage.file("other.csv", "email,platform_key\nann@example.org,acme\n");
        try (LauncherProcess first = atWork("send")) {
            // As on another machine, of whose processes nothing is known here.
            Files.move(stage.home().resolve("lock"), stage.home().resolve("lock.old"));
            edit("DELETE FROM meta WHERE name = 'instance_process'");

            try (LauncherProcess second = LauncherProcess.start(
                    LauncherProcess.LAUNCHER, folder, stage.environment(), "send", "--yes", other.toString())) {
                assertThat(first.exitCode()).as(first.err()).isEqualTo(8);
                assertThat(first.err()).contains("another instance has taken over the home");
                assertThat(second.exitCode()).as(second.err()).isZero();
            }
        }
        assertThatEachIsInvitedOnce(ROWS + 2);
    }

    @Test
    void one_that_only_watches_ends_as_well() throws Exception {
        try (LauncherProcess first =
                LauncherProcess.start(LauncherProcess.LAUNCHER, folder, stage.environment(), "run")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> first.err().contains("Watching"));
            edit("UPDATE meta SET value = 'another instance' WHERE name = 'instance'");

            assertThat(first.exitCode()).as(first.err()).isEqualTo(8);
            assertThat(first.err()).contains("another instance has taken over the home");
        }
    }

    private LauncherProcess atWork(String verb) throws Exception {
        Path file = stage.file("people.csv", PeopleCsv.platformRows(ROWS));
        LauncherProcess launched;
        if (verb.equals("run")) {
            SandboxStage.write(stage.home().resolve("drop/people.csv"), Files.readString(file));
            launched = LauncherProcess.start(LauncherProcess.LAUNCHER, folder, stage.environment(), "run");
        } else {
            launched = LauncherProcess.start(
                    LauncherProcess.LAUNCHER, folder, stage.environment(), verb, "--yes", file.toString());
        }
        long before = stage.sandbox().record().size();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stage.sandbox().record().size() > before + 10);
        return launched;
    }

    private void assertThatASecondOneIsTurnedAway(LauncherProcess first) throws Exception {
        Path other = stage.file("other.csv", "email,platform_key\nann@example.org,acme\n");
        try (LauncherProcess second =
                LauncherProcess.run(folder, stage.environment(), "send", "--yes", other.toString())) {
            assertThat(second.exitCode()).as(second.err()).isEqualTo(8);
            assertThat(second.err()).contains("Another instance works with");
        }
        assertThat(LedgerImage.statuses(stage.home())).doesNotContainKey("UNCERTAIN");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> LedgerImage.states(stage.home()).equals(Map.of("REPORTED", 2L)));
        first.terminate();
        assertThat(first.exitCode()).isEqualTo(143);
        assertThatEachIsInvitedOnce(ROWS + 1);
    }

    private void assertThatEachIsInvitedOnce(int people) {
        assertThat(stage.invited().values()).hasSize(people).containsOnly(1L);
        stage.verify();
    }

    private void edit(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + stage.home().resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.executeUpdate(sql);
        }
    }
}
