package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.camel.InvitationRuntime;
import invitations.settings.Property;
import invitations.testing.CapturedLog;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come with others: markers and checksums; and files that are empty. */
class CompanionsJourneyTest {
    private static final int SOME_LOOKS = 15;
    private static final String PEOPLE = "email,platform_key\nada@example.org,acme\n";

    @TempDir
    Path folder;

    @Test
    void a_file_waits_for_its_marker_and_its_checksum() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            stage.set(Property.DROP_MARKER, ".done");
            stage.set(Property.DROP_CHECKSUM, "required");
            stage.set(Property.DROP_MIN_AGE, "50ms");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                Path file = drop(stage, "people.csv", PEOPLE);
                stage.feed("north", "");
                Path other = drop(stage, "north/other.csv", "email,platform_key\ngrace@example.org,acme\n");
                drop(stage, "north/other.done", "");
                await().untilAsserted(() -> assertThat(log.lines())
                        .filteredOn(line -> line.contains("drop/north/other.csv waits for its checksum"))
                        .hasSize(1));
                stage.awaitLooks(SOME_LOOKS);
                assertThat(runtime.ledger().drops().all()).isEmpty();

                drop(stage, "people.csv.sha256", sha256(PEOPLE) + "  people.csv\n");
                stage.awaitLooks(SOME_LOOKS);
                assertThat(file).exists();
                drop(stage, "people.csv.done", "");

                await().until(() -> stage.reports().size() == 1);
                assertThat(other).exists();
                await().untilAsserted(
                                () -> assertThat(stage.home().resolve("work")).isEmptyDirectory());
                assertThat(stage.home().resolve("drop/people.csv.sha256")).doesNotExist();
                assertThat(stage.home().resolve("drop/people.csv.done")).doesNotExist();
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("waits for its checksum"))
                        .hasSizeLessThan(3);
            }
        }
    }

    @Test
    void accepted_suggestions_wait_for_nothing() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.DROP_MARKER, ".done");
            stage.set(Property.DROP_CHECKSUM, "required");
            stage.send(stage.file("people.csv", "email,platform_key\nada@gmial.com,acme\n"));
            String drop = String.valueOf(stage.report().getFileName());

            assertThat(stage.run("replay", drop, "--accept-suggestions").exitCode())
                    .isZero();

            Path file = stage.home().resolve("drop/suggestions-" + drop + ".csv");
            assertThat(file.resolveSibling(file.getFileName() + ".sha256"))
                    .content()
                    .isEqualTo(sha256(Files.readString(file)) + "  " + file.getFileName() + "\n");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 2);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
                assertThat(stage.invited()).containsOnlyKeys("ada@gmail.com acme");
                assertThat(stage.home().resolve("drop")).isEmptyDirectory();
            }
        }
    }

    @Test
    void only_a_plain_file_is_a_companion_and_a_lone_one_is_told_of() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            stage.set(Property.DROP_CHECKSUM, "required");
            Path drop = stage.home().resolve("drop");
            Path linked = drop(stage, "linked.csv", PEOPLE);
            Files.createSymbolicLink(drop.resolve("linked.csv.md5"), Path.of("/dev/null"));
            Path piped = drop(stage, "piped.csv", PEOPLE);
            new ProcessBuilder("mkfifo", drop.resolve("piped.csv.sha256").toString())
                    .start()
                    .waitFor();
            Path beside = drop(stage, "beside.csv", PEOPLE);
            Files.createDirectories(drop.resolve("beside.csv.sha256"));
            drop(stage, "gone.csv.sha256", sha256(PEOPLE));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().untilAsserted(() -> assertThat(log.lines())
                        .anyMatch(line -> line.contains("drop/linked.csv waits for its checksum"))
                        .anyMatch(line -> line.contains("drop/piped.csv waits for its checksum"))
                        .anyMatch(line -> line.contains("drop/beside.csv waits for its checksum"))
                        .anyMatch(line -> line.contains("drop/gone.csv.sha256 waits for the file")));
                stage.awaitLooks(SOME_LOOKS);
                assertThat(runtime.ledger().drops().all()).isEmpty();
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("gone.csv.sha256"))
                        .hasSize(1);
                assertThat(linked).exists();
                assertThat(piped).exists();
                assertThat(beside).exists();

                drop(stage, "gone.csv", PEOPLE);
                await().until(() -> stage.reports().size() == 1);
            }
        }
    }

    @Test
    void a_folder_is_no_marker_and_no_checksum_to_wait_for() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen()) {
            Path drop = stage.home().resolve("drop");
            drop(stage, "people.csv", PEOPLE);
            Files.createDirectories(drop.resolve("people.csv.sha256"));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 1);
                assertThat(runtime.ledger().drops().all()).hasSize(1);
            }
            stage.set(Property.DROP_MARKER, ".done");
            Path other = drop(stage, "other.csv", "email,platform_key\ngrace@example.org,acme\n");
            Files.createDirectories(drop.resolve("other.csv.done"));
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().untilAsserted(() ->
                        assertThat(log.lines()).anyMatch(line -> line.contains("drop/other.csv waits for its marker")));
                assertThat(runtime.ledger().drops().all()).hasSize(1);
                assertThat(other).exists();
            }
        }
    }

    @Test
    void a_file_whose_checksum_was_exchanged_at_the_last_moment_is_not_taken() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.DROP_CHECKSUM, "required");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                Path file = drop(stage, "people.csv", PEOPLE);
                Path link = Files.createSymbolicLink(file.resolveSibling("people.csv.md5"), Path.of("/dev/null"));

                assertThat(runtime.receiving().take(file.toFile())).isNull();

                assertThat(file).exists();
                assertThat(link).isSymbolicLink();
                assertThat(stage.home().resolve("work")).isEmptyDirectory();
            }
        }
    }

    @Test
    void a_file_that_is_not_what_its_checksum_says_is_refused_whole() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            // Dropped before the start: a checksum that comes behind its file is too late.
            drop(stage, "people.csv.md5", "MD5 (people.csv) = " + "0".repeat(32) + "\n");
            drop(stage, "people.csv", PEOPLE);
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 1);

                assertThat(stage.report().resolve("report.json"))
                        .content()
                        .contains("CHECKSUM_MISMATCH", "expects " + "0".repeat(32));
                assertThat(stage.posts()).isEmpty();
                await().untilAsserted(
                                () -> assertThat(stage.home().resolve("work")).isEmptyDirectory());
                assertThat(stage.home().resolve("drop")).isEmptyDirectory();
                // Without it, the same content is read.
                drop(stage, "people.csv", PEOPLE);
                await().until(() -> stage.invited().size() == 1);
                await().until(() -> runtime.ledger().drops().open().isEmpty());
            }
        }
    }

    @Test
    void a_checksum_counts_after_a_crash_as_well_and_goes_back_where_its_file_was_not_taken() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path work = stage.home().resolve("work");
            drop(stage, "waiting.txt.part", "");
            stage.feed("north", "");
            SandboxStage.write(work.resolve("1f/north/people.csv"), PEOPLE);
            SandboxStage.write(work.resolve("1f/.companions/north/people.csv.sha256"), "0".repeat(64));
            Files.createDirectories(work.resolve("2f/default"));
            SandboxStage.write(work.resolve("2f/.companions/late.csv.sha256"), "1".repeat(64));

            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                await().until(() -> stage.reports().size() == 1);
                assertThat(stage.report().resolve("report.json")).content().contains("CHECKSUM_MISMATCH");
                await().untilAsserted(() -> assertThat(work).isEmptyDirectory());
                assertThat(stage.home().resolve("drop/late.csv.sha256")).hasContent("1".repeat(64));
                assertThat(runtime.ledger().drops().all()).hasSize(1);
            }
            assertThat(stage.posts()).isEmpty();
        }
    }

    @Test
    void a_file_without_a_byte_and_one_without_a_row_are_reported() throws IOException {
        try (SandboxStage stage = SandboxStage.open(folder);
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            drop(stage, "empty.csv", "");
            stage.feed("north", "");
            drop(stage, "north/header.csv", "email,platform_key\n");

            await().until(() -> stage.reports().size() == 2);
            await().until(() -> runtime.ledger().drops().open().isEmpty());
            assertThat(stage.reports().stream().map(CompanionsJourneyTest::report))
                    .anyMatch(json -> json.contains("EMPTY_FILE"))
                    .anyMatch(json -> json.contains("Nothing to do: the file has no rows."));
        }
    }

    private static String report(Path report) {
        try {
            return Files.readString(report.resolve("report.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Path drop(SandboxStage stage, String name, String text) throws IOException {
        return SandboxStage.write(stage.home().resolve("drop").resolve(name), text);
    }
}
