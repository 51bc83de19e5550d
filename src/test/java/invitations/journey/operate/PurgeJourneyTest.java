package invitations.journey.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.Aside;
import invitations.testing.Program;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept for a time goes when it is over. */
class PurgeJourneyTest {
    private static final String PEOPLE = "email,platform_key\nann@example.org,acme\nnobody,acme\n";

    @TempDir
    Path folder;

    @Test
    void what_feeds_were_followed_up_with_is_kept_as_long_as_reports() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PEOPLE));
            stage.run("follow-up", "default");
            Path status = stage.home().resolve("done/default/status.csv");
            Path left = SandboxStage.write(status.resolveSibling(".status.csv.999999999.part"), "ann@example.org");
            stage.set(Property.KEEP_REPORTS, "10");
            assertThat(stage.run("purge").out()).startsWith("Nothing to delete");
            assertThat(left).doesNotExist();

            Files.setLastModifiedTime(status, FileTime.from(Instant.now().minus(Duration.ofDays(11))));

            assertThat(json(stage.run("purge", "--dry-run", "--json"))
                            .path("follow_ups")
                            .asInt())
                    .isEqualTo(1);
            assertThat(status).exists();
            assertThat(stage.run("purge").out()).contains("status.csv of feeds: 1");
            assertThat(status).doesNotExist();
        }
    }

    @Test
    void each_kind_of_file_is_kept_for_its_own_time_and_people_go_with_the_report() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.KEEP_INPUTS, "10");
            Path file = stage.file("people.csv", PEOPLE);
            stage.send(file);
            stage.send(stage.file("refused.csv", "who\nann@example.org\n"));
            Path report = stage.reports().get(0);
            String drop = report.getFileName().toString();
            Path put = Files.createDirectories(stage.home().resolve("quarantine/1"));
            SandboxStage.write(put.resolve("what.csv"), "ann@example.org");
            Files.setLastModifiedTime(put, FileTime.from(Instant.now().minus(Duration.ofDays(20))));
            assertThat(stage.run("purge", "--dry-run").out())
                    .contains("in quarantine: 1")
                    .doesNotContain("inputs");
            endedDaysAgo(stage, 11);

            JsonNode due = json(stage.run("purge", "--dry-run", "--json"));
            assertThat(due.path("drops")).hasSize(2);
            assertThat(report.resolve("input.csv")).exists();
            assertThat(stage.run("purge").out()).startsWith("Deleted:").contains(drop, "inputs 1, dead letters 0");
            assertThat(put).doesNotExist();
            assertThat(names(report)).containsExactly("dead-letter.csv", "report.csv", "report.json");
            assertThat(stage.run("purge").out()).startsWith("Nothing to delete");

            stage.set(Property.KEEP_DEAD_LETTERS, "10");
            stage.run("purge");
            assertThat(names(report)).containsExactly("report.csv", "report.json");

            stage.set(Property.KEEP_REPORTS, "10");
            assertThat(stage.run("purge", "--json").out()).contains("\"erased\":true");

            assertThat(stage.home().resolve("done")).isEmptyDirectory();
            assertThat(Files.readString(stage.home().resolve("ledger.db"), StandardCharsets.ISO_8859_1))
                    .doesNotContain("ann@example.org");
            assertThat(stage.run("report", drop))
                    .satisfies(run -> assertThat(run.exitCode()).isZero())
                    .satisfies(run -> assertThat(run.err()).contains("was erased on"));
            assertThat(stage.run("follow-up", drop).err()).contains("was erased on");
            assertThat(stage.run("replay", drop).exitCode()).isEqualTo(2);
            assertThat(stage.run("status").out()).contains("2 rows: 1 INVITED, 1 INVALID");
            assertThat(stage.run("verify").exitCode()).isZero();
            assertThat(stage.run("audit").out()).contains("PURGED").doesNotContain("@");
            assertThat(stage.home().resolve("done")).isEmptyDirectory();
            assertThat(stage.send(file).exitCode()).isIn(0, 3);
            assertThat(stage.invited()).containsEntry("ann@example.org acme", 1L);
        }
    }

    @Test
    void what_somebody_clears_out_of_quarantine_meanwhile_is_no_error() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.KEEP_INPUTS, "10");
            stage.send(stage.file("people.csv", PEOPLE));
            List<Path> entries = new ArrayList<>();
            for (int n = 0; n < 400; n++) {
                Path entry = stage.home().resolve("quarantine/" + n);
                SandboxStage.write(entry.resolve("what.csv"), "ann@example.org");
                Files.setLastModifiedTime(entry, FileTime.from(Instant.now().minus(Duration.ofDays(20))));
                entries.add(entry);
            }
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> person = Aside.run(() -> {
                for (int n = 0; n < entries.size() && !over.get(); n++) {
                    clear(entries.get(n));
                }
            });
            try {
                assertThat(stage.run("purge"))
                        .satisfies(
                                run -> assertThat(run.exitCode()).as(run.err()).isZero());
            } finally {
                over.set(true);
                person.get();
            }
            assertThat(stage.home().resolve("quarantine")).isEmptyDirectory();
        }
    }

    private static void clear(Path entry) {
        try {
            Files.deleteIfExists(entry.resolve("what.csv"));
            Files.deleteIfExists(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rows_that_were_not_sent_are_when_the_same_file_comes_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.KEEP_REPORTS, "10");
            Path file = stage.file("people.csv", "email,platform_key\nann@example.org,acme\nbob@example.org,acme\n");
            stage.run("send", "--yes", "--limit", "1", file.toString());
            String drop = stage.report().getFileName().toString();
            endedDaysAgo(stage, 11);
            stage.run("purge");
            assertThat(stage.run("replay", drop).err()).contains("was erased from its rows; drop the file again");

            stage.send(file);

            assertThat(stage.invited()).containsOnlyKeys("ann@example.org acme", "bob@example.org acme");
            assertThat(Files.readString(stage.report().resolve("report.csv")))
                    .contains("\"bob@example.org\"")
                    .doesNotContain("ann@example.org");
            assertThat(stage.run("verify").exitCode()).isZero();
        }
    }

    @Test
    void what_a_kill_left_is_deleted_by_the_next_run() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.send(stage.file("people.csv", PEOPLE));
            Path report = stage.report();
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                assertThat(runtime.ledger()
                                .erasure()
                                .purge(runtime.ledger().drops().all().get(0)))
                        .isTrue();
            }
            assertThat(report.resolve("report.csv")).exists();

            stage.start(InvitationRuntime.Mode.ONCE).close();

            assertThat(names(report)).containsExactly("dead-letter.csv", "input.csv");
        }
    }

    @Test
    void it_is_done_each_night() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.KEEP_INPUTS, "1");
            stage.set(Property.ROUTES, routesWhereItIsNightNow().toString());
            stage.send(stage.file("people.csv", PEOPLE));
            Path report = stage.report();
            endedDaysAgo(stage, 2);

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().untilAsserted(
                                () -> assertThat(report.resolve("input.csv")).doesNotExist());
                await().untilAsserted(() -> assertThat(stage.run("audit").out()).contains("PURGED"));
                assertThat(runtime.sending().isStopping()).isFalse();
            }
        }
    }

    private static void endedDaysAgo(SandboxStage stage, int days) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + stage.home().resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE drops SET finished_at = finished_at - "
                    + Duration.ofDays(days).toMillis());
        }
    }

    private Path routesWhereItIsNightNow() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                String text =
                        Files.readString(file).replace("time: \"{{invitations.retention.first}}\"", "delay: \"1\"");
                Files.writeString(routes.resolve(file.getFileName().toString()), text);
            }
        }
        return routes;
    }

    private static JsonNode json(Program.Run run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
