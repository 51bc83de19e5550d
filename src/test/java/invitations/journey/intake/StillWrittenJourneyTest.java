package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.camel.InvitationRuntime;
import invitations.intake.inbox.WorkFile;
import invitations.sandbox.fault.Fault;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that somebody writes on after it was taken: a rename closes it for nobody. */
class StillWrittenJourneyTest {
    private static final String HALF = "email,platform_key\nada@example.org,acme\ngrace@example.co";
    private static final String REST = "m,acme\nalan@example.org,acme\n";
    private static final Map<String, Long> ALL =
            Map.of("ada@example.org acme", 1L, "grace@example.com acme", 1L, "alan@example.org acme", 1L);

    @TempDir
    Path folder;

    @Test
    void what_is_written_before_the_first_call_is_planned_anew() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("default", "platform-key=acme\n");
            stage.sandbox().order(Fault.at().delayed(Duration.ofSeconds(2)));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                Path first = drop(stage, "first.csv");
                Files.writeString(first, "email\nfirst@example.org\n");
                await().until(() -> stage.run("status").out().contains("1 INTENT"));
                Path file = drop(stage, "people.csv");
                try (OutputStream upload = Files.newOutputStream(file)) {
                    write(upload, "email\nada@example.org\ngrace@example.co");
                    await().until(() -> runtime.ledger().drops().all().size() == 2);
                    await().until(() -> runtime.ledger().drops().all().get(1).plannedAt() != null);
                    write(upload, "m\nalan@example.org\n");
                }

                await().until(() -> stage.reports().size() == 2);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
            }
            assertThat(stage.invited())
                    .hasSize(4)
                    .containsAllEntriesOf(ALL)
                    .containsEntry("first@example.org acme", 1L);
            inputsMatchTheirReports(stage);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
            stage.verify();
        }
    }

    @Test
    void what_is_written_while_it_is_sent_is_a_drop_of_its_own_and_nobody_is_lost() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox().order(Fault.at().delayed(Duration.ofSeconds(2)));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                Path file = drop(stage, "people.csv");
                try (OutputStream upload = Files.newOutputStream(file)) {
                    write(upload, "email,platform_key\nada@example.org,acme\n");
                    await().until(() -> stage.run("status").out().contains("1 INTENT"));
                    write(upload, "grace@example.com,acme\nalan@example.org,acme\n");
                }

                await().until(() -> stage.reports().size() == 2);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
            }
            assertThat(stage.invited()).isEqualTo(ALL);
            inputsMatchTheirReports(stage);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
            assertThat(stage.home().resolve("drop")).isEmptyDirectory();
            stage.verify();
        }
    }

    @Test
    void what_is_written_before_it_is_refused_is_read_anew() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            Path file = drop(stage, "people.csv");
            try (OutputStream upload = Files.newOutputStream(file)) {
                write(upload, "email,platform_key,first_name\nada@example.org,acme,\"Ada");
                WorkFile arrival = Objects.requireNonNull(runtime.receiving().take(file.toFile()));
                write(upload, "\"\n");

                assertThat(runtime.receive(arrival)).isEmpty();
            }
            assertThat(runtime.ledger().drops().all()).isEmpty();
            assertThat(stage.reports()).isEmpty();
            assertThat(file).content().endsWith("\"Ada\"\n");
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void a_time_that_changes_says_that_somebody_writes() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
            stage.feed("north", "");
            Path file = drop(stage, "north/people.csv");
            Files.createDirectories(file.getParent());
            Files.writeString(file, HALF + REST);
            WorkFile arrival = Objects.requireNonNull(runtime.receiving().take(file.toFile()));
            Path taken =
                    arrival.file().resolve("../../.original/north/people.csv").normalize();
            Files.setLastModifiedTime(taken, FileTime.from(Instant.parse("2026-11-22T10:00:00Z")));

            runtime.send(runtime.receive(arrival).get(0));

            assertThat(stage.posts()).isEmpty();
            assertThat(runtime.ledger().drops().all()).isEmpty();
            assertThat(file).content().isEqualTo(HALF + REST);
            arrival = Objects.requireNonNull(runtime.receiving().take(file.toFile()));
            runtime.send(runtime.receive(arrival).get(0));
            assertThat(stage.invited()).isEqualTo(ALL);
        }
    }

    @Test
    void what_a_crash_left_while_it_was_put_back_is_in_the_drop_folder_again() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path original = stage.home().resolve("work/3f0c/.original/default/people.csv");
            SandboxStage.write(original, HALF + REST);
            SandboxStage.write(stage.home().resolve("work/3f0c/.copy"), HALF);
            Files.createDirectories(stage.home().resolve("work/3f0c/default"));

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 1);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
            }
            assertThat(stage.invited()).isEqualTo(ALL);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    private static void inputsMatchTheirReports(SandboxStage stage) throws Exception {
        for (Path report : stage.reports()) {
            JsonNode json = new ObjectMapper().readTree(Files.readString(report.resolve("report.json")));
            byte[] input = Files.readAllBytes(report.resolve("input.csv"));
            assertThat(json.path("sha256").asText())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(input)));
        }
    }

    private static Path drop(SandboxStage stage, String name) {
        return stage.home().resolve("drop").resolve(name);
    }

    private static void write(OutputStream upload, String text) throws IOException {
        upload.write(text.getBytes(StandardCharsets.UTF_8));
        upload.flush();
    }
}
