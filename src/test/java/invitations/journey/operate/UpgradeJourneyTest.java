package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.crash.LedgerImage;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home that an earlier version has left in the middle of its work, with rows of every status, is gone on with. */
class UpgradeJourneyTest {
    private static final Path OF_VERSION_1 = Path.of("src/test/resources/home-of-version-1");

    /** In doubt there: the API has them. */
    private static final List<String> IN_DOUBT = List.of("intent", "uncertain");

    @TempDir
    Path folder;

    @Test
    void a_ledger_of_schema_1_is_copied_brought_up_and_gone_on_with() throws Exception {
        try (SandboxStage stage = ofVersion1();
                CapturedLog log = CapturedLog.listen()) {
            byte[] before = Files.readAllBytes(stage.home().resolve("ledger.db"));
            Map<String, Long> statuses = LedgerImage.statuses(stage.home());
            for (String name : IN_DOUBT) {
                stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"" + name + "@example.org\"}");
            }

            Program.Run run = stage.run("resume");

            assertThat(run.exitCode()).as(run.err()).isEqualTo(7);
            assertThat(stage.invited())
                    .as("each once, and nobody else: not who was invited, was refused, is held, or needs review")
                    .isEqualTo(Map.of(
                            "intent@example.org acme", 1L,
                            "uncertain@example.org acme", 1L,
                            "unchecked@example.org acme", 1L,
                            "planned@example.org acme", 1L,
                            "retryable@example.org acme", 1L));
            assertThat(LedgerImage.states(stage.home())).isEqualTo(Map.of("REPORTED", 3L, "REFUSED", 1L, "HELD", 2L));
            assertThat(stage.run("verify").exitCode()).isZero();
            for (Path report : stage.reports()) {
                assertThat(stage.run("report", report.getFileName().toString()).exitCode())
                        .isZero();
            }
            Path copy = copies(stage).get(0);
            assertThat(copies(stage)).hasSize(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
            assertThat(log.lines()).anyMatch(line -> line.contains("kept as " + copy));
            assertThat(version(copy)).isEqualTo(1);
            assertThat(version(stage.home().resolve("ledger.db"))).isGreaterThan(1);
            assertThat(statuses(copy)).as("nothing is lost in it").isEqualTo(statuses);
            assertThat(before).isNotEmpty();

            assertThat(stage.run("resume").exitCode()).isEqualTo(7);
            assertThat(copies(stage)).as("it is brought up once").hasSize(1);
            assertThat(stage.posts()).hasSize(5);
        }
    }

    @Test
    void rows_that_were_left_go_on_when_their_file_comes_again() throws Exception {
        try (SandboxStage stage = ofVersion1()) {
            for (String name : IN_DOUBT) {
                stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"" + name + "@example.org\"}");
            }
            assertThat(stage.run("resume").exitCode()).isEqualTo(7);
            String head = "email,platform_key\n";

            assertThat(stage.send(stage.file("ended.csv", Files.readString(input(stage, "unprocessed"))))
                            .exitCode())
                    .isEqualTo(3);
            assertThat(stage.send(stage.file("held.csv", head + "held@example.org,acme\n"))
                            .exitCode())
                    .isZero();
            assertThat(stage.send(stage.file("all.csv", head + "invited@example.org,acme\nreview@example.org,acme\n"))
                            .exitCode())
                    .isEqualTo(3);

            assertThat(stage.invited())
                    .hasSize(7)
                    .containsEntry("unprocessed@example.org acme", 1L)
                    .containsEntry("held@example.org acme", 1L);
            assertThat(stage.invited().values()).containsOnly(1L);
            stage.verify();
        }
    }

    @Test
    void who_only_looks_changes_nothing() throws Exception {
        try (SandboxStage stage = ofVersion1()) {
            byte[] before = Files.readAllBytes(stage.home().resolve("ledger.db"));

            assertThat(stage.run("status").out()).contains("SENDING", "HELD", "REFUSED", "RECEIVED");
            Program.Run verified = stage.run("verify");
            assertThat(verified.out()).contains("drops: 6");
            assertThat(verified.exitCode()).isZero();
            assertThat(stage.run("audit").out()).contains("RECEIVED");
            assertThat(stage.run("doctor").out()).contains("ledger    ok, 6 drops");
            Program.Run check = stage.run(
                    "check",
                    stage.file("people.csv", "email,platform_key\ninvited@example.org,acme\n")
                            .toString());
            assertThat(check.out()).contains("already processed");

            assertThat(stage.home().resolve("ledger.db")).hasBinaryContent(before);
            try (Stream<Path> files = Files.list(stage.home())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith(".") || name.startsWith("ledger-"));
            }
        }
    }

    @Test
    void a_ledger_of_schema_1_is_restored_with_its_key_beside_it() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.API_ID, "api-of-version-1");
            for (String name : List.of("invited", "intent", "uncertain", "planned", "retryable", "unchecked")) {
                stage.inviteAside("{\"platform_key\":\"acme\",\"email\":\"" + name + "@example.org\"}");
            }

            Program.Run restored =
                    stage.run("restore", OF_VERSION_1.resolve("ledger.db").toString());

            assertThat(restored.exitCode()).as(restored.err()).isZero();
            assertThat(stage.run("resume").exitCode()).isEqualTo(7);
            assertThat(stage.invited().values())
                    .as("all were invited since")
                    .hasSize(6)
                    .containsOnly(1L);
            stage.verify();
        }
    }

    private SandboxStage ofVersion1() throws IOException {
        SandboxStage stage = SandboxStage.open(folder);
        stage.set(Property.API_ID, "api-of-version-1");
        try (Stream<Path> files = Files.walk(OF_VERSION_1)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = stage.home().resolve(OF_VERSION_1.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                // A checkout makes files that others may read.
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            }
        }
        return stage;
    }

    /** The archived file that names a person. */
    private static Path input(SandboxStage stage, String person) throws IOException {
        try (Stream<Path> files = Files.walk(stage.home().resolve("done"))) {
            for (Path file : files.filter(path -> path.endsWith("input.csv")).toList()) {
                if (Files.readString(file).contains(person + "@")) {
                    return file;
                }
            }
        }
        throw new AssertionError("no file names " + person);
    }

    private static List<Path> copies(SandboxStage stage) throws IOException {
        try (Stream<Path> files = Files.list(stage.home())) {
            return files.filter(file -> file.getFileName().toString().startsWith("ledger-schema-1-"))
                    .toList();
        }
    }

    private static long version(Path ledger) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.getLong(1);
        }
    }

    private static Map<String, Long> statuses(Path ledger) throws IOException {
        Path home = Files.createTempDirectory(ledger.resolveSibling("../..").normalize(), "copy");
        Files.copy(ledger, home.resolve("ledger.db"));
        return LedgerImage.statuses(home);
    }
}
