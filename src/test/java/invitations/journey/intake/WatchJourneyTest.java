package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.PeopleCsv;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drop folder, watched: what is taken, what is left alone, and what is gone on with after a start. */
class WatchJourneyTest {
    private static final int SOME_LOOKS = 20;

    @TempDir
    Path folder;

    @Test
    void files_in_the_drop_folder_and_in_its_feeds_are_sent_and_reported() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.feed("north", "platform-key = north\n");
            drop(stage, "people.csv", "email,platform_key\nada@example.org,acme\n");
            drop(stage, "north/people.CSV", "email\ngrace@example.org\n");

            await().until(() -> stage.reports().size() == 2);
            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme", "grace@example.org north");
            await().untilAsserted(
                            () -> assertThat(runtime.ledger().drops().open()).isEmpty());
            assertThat(stage.home().resolve("drop/people.csv")).doesNotExist();
            assertThat(stage.home().resolve("drop/north")).isEmptyDirectory();
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void a_file_that_is_refused_is_reported_and_the_next_one_is_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            drop(stage, "bad.csv", "email,platform_key\n\"open");
            drop(stage, "good.csv", "email,platform_key\ngrace@example.org,acme\n");

            await().until(() -> stage.reports().size() == 2);
            assertThat(stage.invited()).containsOnlyKeys("grace@example.org acme");
            await().untilAsserted(
                            () -> assertThat(runtime.ledger().drops().open()).isEmpty());
        }
    }

    @Test
    void a_file_that_is_still_being_copied_waits_until_it_is_whole() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.DROP_STABLE_POLLS, "100");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                Path file = drop(stage, "people.csv", "email,platform_key\n");
                for (int n = 1; n <= 20; n++) {
                    String row = "person" + n + "@example.org,acme\n";
                    // Together more looks than it has to be at rest for, and far fewer each time.
                    stage.awaitLooks(5);
                    assertThat(file).exists();
                    Files.writeString(file, row, StandardOpenOption.APPEND);
                }

                await().until(() -> stage.reports().size() == 1);
                assertThat(stage.invited()).hasSize(20);
                assertThat(runtime.ledger().drops().all()).hasSize(1);
            }
        }
    }

    @Test
    void what_is_not_meant_to_be_taken_yet_is_left_alone() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.feed("north", "");
            String people = "email,platform_key\nada@example.org,acme\n";
            for (String name : new String[] {
                ".hidden.csv",
                "~people.csv",
                "people.csv~",
                "people.csv.part",
                "people.csv.TMP",
                "people.csv.filepart",
                "people.csv.crdownload",
                "people.csv.PARTIAL",
                "people.csv.upload",
                "people.csv._COPYING_",
                "people.csv.processing",
                "people.csv.lock",
                "people.csv.bak",
                "people.csv.swp",
                "#people.csv#",
                ".~lock.people.csv#",
                "desktop.ini",
                "Thumbs.db",
                ".DS_Store",
                "north/Desktop.ini",
                "north/.people.csv",
                ".trash/people.csv",
                "people.csv.sha256"
            }) {
                drop(stage, name, people);
            }
            Files.createDirectory(stage.home().resolve("drop/folder.csv"));

            stage.awaitLooks(SOME_LOOKS);
            assertThat(runtime.ledger().drops().all()).isEmpty();
            // The watch is at work all the same.
            drop(stage, "north/people.csv", people);
            await().until(() -> stage.reports().size() == 1);
            assertThat(stage.home().resolve("quarantine")).doesNotExist();
            assertThat(runtime.ledger().drops().all()).hasSize(1);
        }
    }

    @Test
    void a_file_that_gets_its_name_at_last_is_sent() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            Path part = drop(stage, "people.csv.part", "email,platform_key\nada@example.org,acme\n");
            Files.move(part, part.resolveSibling("people.csv"), StandardCopyOption.ATOMIC_MOVE);

            await().until(() -> stage.reports().size() == 1);
            assertThat(runtime.ledger().drops().all())
                    .extracting(drop -> drop.fileName())
                    .containsExactly("people.csv");
        }
    }

    @Test
    void the_same_content_dropped_while_it_is_being_sent_joins_its_drop() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            stage.sandbox().order(invitations.sandbox.fault.Fault.at().delayed(Duration.ofMinutes(10)));
            drop(stage, "people.csv", PeopleCsv.platformRows(5));
            await().until(() -> stage.sandbox().held() == 1);
            Path again = drop(stage, "again.csv", PeopleCsv.platformRows(5));
            await().until(() -> !Files.exists(again));
            stage.sandbox().release();

            await().until(() -> runtime.ledger().drops().open().isEmpty());
            assertThat(stage.reports()).hasSize(1);
            assertThat(stage.invited().values()).hasSize(5).containsOnly(1L);
            await().untilAsserted(() -> assertThat(stage.home().resolve("work")).isEmptyDirectory());
        }
    }

    @Test
    void what_a_stop_left_is_gone_on_with_after_the_next_start() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.sandbox()
                    .order(invitations.sandbox.fault.Fault.at()
                            .from(4)
                            .always()
                            .with(invitations.sandbox.fault.FaultEffect.Status.of(429)
                                    .withHeader("Retry-After", "600")));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                drop(stage, "people.csv", PeopleCsv.platformRows(20));
                await().until(() -> stage.sandbox().requestCount() >= 4);
                assertThat(runtime.ledger().drops().open()).hasSize(1);
            }
            assertThat(stage.reports()).isEmpty();
            stage.sandbox().clearFaults();

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> runtime.ledger().drops().open().isEmpty());
                assertThat(stage.reports()).hasSize(1);
                assertThat(stage.invited().values()).hasSize(20).containsOnly(1L);
            }
        }
    }

    @Test
    void a_file_that_a_crash_left_in_the_work_folder_is_sent_after_the_next_start() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.feed("north", "");
            Path taken = stage.home().resolve("work/3f0c/north/people.csv");
            Path halfCopied = stage.home().resolve("work/4a1d.part/default/people.csv");
            SandboxStage.write(taken, PeopleCsv.platformRows(3));
            SandboxStage.write(halfCopied, "email,platform_key\nhalf@exam");
            // The same again, dropped meanwhile by somebody who lost patience.
            Path again = drop(stage, "north/again.csv", PeopleCsv.platformRows(3));

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> !Files.exists(again));
                await().until(() -> stage.reports().size() == 1);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
            }
            assertThat(stage.invited()).hasSize(3);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void what_cannot_be_read_in_the_work_folder_keeps_no_start_and_no_other_file() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            stage.feed("north", "");
            Path unreadable = stage.home().resolve("work/1a2b/default/people.csv");
            Files.createDirectories(unreadable);
            SandboxStage.write(stage.home().resolve("work/3f0c/north/people.csv"), PeopleCsv.platformRows(3));

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 1);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
            }
            assertThat(stage.invited()).hasSize(3);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("work/1a2b/default/people.csv cannot be worked on"))
                    .hasSize(1);

            assertThat(stage.send(stage.file("more.csv", "email,platform_key\nada@example.org,acme\n"))
                            .exitCode())
                    .isZero();
            assertThat(stage.invited()).hasSize(4);
            assertThat(unreadable).exists();
        }
    }

    @Test
    void a_file_whose_refusal_a_crash_cut_off_is_refused_again() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            SandboxStage.Result refused = stage.sent(stage.file("people.csv", "\"open"));
            // As if the crash had come between the ledger and the report.
            Path input = stage.report().resolve("input.csv");
            Path work = stage.home().resolve("work").resolve(refused.drop().work());
            Files.createDirectories(work.getParent());
            Files.move(input, work);
            Files.delete(stage.report().resolve("report.json"));

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 1);
                await().until(() -> Files.exists(input));
                assertThat(runtime.ledger().drops().all()).hasSize(1);
            }
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    @Test
    void a_target_that_is_stopped_leaves_its_rows_for_the_next_start() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            stage.set(Property.API_KEY, "wrong-key");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                drop(stage, "people.csv", PeopleCsv.platformRows(5));
                await().untilAsserted(() -> assertThat(log.lines())
                        .anyMatch(line -> line.contains("the API does not accept the key: Invalid token.")));
                assertThat(runtime.ledger().drops().open()).hasSize(1);
            }
            stage.set(Property.API_KEY, SandboxStage.KEY);

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> runtime.ledger().drops().open().isEmpty());
                assertThat(SandboxStage.Result.of(
                                        runtime, runtime.ledger().drops().all().get(0))
                                .counts())
                        .isEqualTo(Map.of("INVITED", 5L));
            }
            assertThat(stage.sandbox().requestCount()).isEqualTo(6);
        }
    }

    private static Path drop(SandboxStage stage, String name, String text) throws IOException {
        return SandboxStage.write(stage.home().resolve("drop").resolve(name), text);
    }
}
