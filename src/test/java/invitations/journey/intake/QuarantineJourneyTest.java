package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import invitations.camel.InvitationRuntime;
import invitations.testing.CapturedLog;
import invitations.testing.LiveFolder;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no file in the drop folder: put aside with a notice, neither followed nor opened, and never a hang. */
class QuarantineJourneyTest {
    private static final String PEOPLE = "email,platform_key\neve@example.org,acme\n";

    @TempDir
    Path folder;

    @Test
    void what_takes_the_place_of_a_file_after_it_was_looked_at_is_not_opened_either() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            Path outside = stage.file("outside.csv", PEOPLE);
            Path drop = Files.createDirectories(stage.home().resolve("drop"));
            Path left = Files.createDirectories(stage.home().resolve("work/one/default"));
            pipe(left.resolve("left.csv"));
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
                try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
                    pipe(drop.resolve(".pipe.csv"));
                    Files.createSymbolicLink(drop.resolve(".link.csv"), outside);
                    Files.createLink(drop.resolve(".hard.csv"), outside);
                    for (String name : List.of(".pipe.csv", ".link.csv", ".hard.csv")) {
                        assertThat(runtime.receiving().take(drop.resolve(name).toFile()))
                                .isNull();
                    }
                }
            });

            assertThat(notices(stage)).hasSize(4);
            assertThat(outside).hasContent(PEOPLE);
            assertThat(stage.invited()).isEmpty();
        }
    }

    private static void pipe(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void what_must_not_be_there_is_put_aside_and_files_are_sent_all_the_same() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder);
                CapturedLog log = CapturedLog.listen();
                InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.WATCH)) {
            Path drop = stage.home().resolve("drop");
            Path outside = stage.file("outside.csv", PEOPLE);
            Path outsideFolder = stage.file("outside/people.csv", PEOPLE).resolveSibling(".");
            Files.createSymbolicLink(drop.resolve("link.csv"), outside);
            Files.createSymbolicLink(drop.resolve("feed-link"), outsideFolder);
            Files.createSymbolicLink(drop.resolve("dangling.csv"), Path.of("/nowhere"));
            Files.createLink(drop.resolve("hard.csv"), outside);
            SandboxStage.write(drop.resolve("north/deeper/people.csv"), PEOPLE);
            SandboxStage.write(drop.resolve("not a feed!/people.csv"), PEOPLE);
            SandboxStage.write(drop.resolve("x\nINFO: all is well\u001b[2J.csv"), PEOPLE);
            SandboxStage.write(drop.resolve("a".repeat(197) + ".csv"), PEOPLE);
            pipe(drop.resolve("pipe.csv"));
            SandboxStage.write(drop.resolve("good.csv"), "email,platform_key\nada@example.org,acme\n");

            await().until(() -> notices(stage).size() == 9 && stage.reports().size() == 1);
            await().untilAsserted(
                            () -> assertThat(runtime.ledger().drops().open()).isEmpty());

            assertThat(stage.invited()).containsOnlyKeys("ada@example.org acme");
            assertThat(outside).hasContent(PEOPLE);
            assertThat(outsideFolder.resolve("people.csv")).hasContent(PEOPLE);
            try (Stream<Path> left = Files.list(drop)) {
                assertThat(left).containsExactly(drop.resolve("north"));
            }
            for (Path notice : notices(stage)) {
                assertThat(Files.readAllLines(notice))
                        .hasSize(5)
                        .allMatch(line -> line.matches("(What|Where|When|Why|What to do): .+"));
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notice.resolveSibling("."))))
                        .isEqualTo("rwx------");
                assertThat(beside(notice))
                        .hasSize(2)
                        .allMatch(path -> path.getFileName().toString().matches("notice.txt|it-[A-Za-z0-9._-]{1,80}"));
            }
            assertThat(notices(stage).stream().map(QuarantineJourneyTest::where))
                    .contains("Where: drop/x\\u000aINFO: all is well\\u001b[2J.csv", "Where: drop/pipe.csv");
            assertThat(log.lines().stream().filter(line -> line.contains("with a notice")))
                    .hasSize(9)
                    .noneMatch(line -> line.contains("\n"));
        }
    }

    private static String where(Path notice) {
        try {
            return Files.readAllLines(notice).get(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> beside(Path notice) {
        try (Stream<Path> files = Files.list(notice.resolveSibling("."))) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> notices(SandboxStage stage) throws IOException {
        Path quarantine = stage.home().resolve("quarantine");
        return LiveFolder.files(quarantine).stream()
                .filter(path -> path.endsWith("notice.txt") && beside(path).size() == 2)
                .toList();
    }
}
