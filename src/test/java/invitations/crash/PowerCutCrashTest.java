package invitations.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.sandbox.config.SandboxSettings;
import invitations.settings.Property;
import invitations.testing.LauncherProcess;
import invitations.testing.PeopleOfTwoFiles;
import invitations.testing.SandboxStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails at any moment: no row is lost, and nobody is invited twice. */
class PowerCutCrashTest {
    private static final long SEED = 20_261_122;
    private static final int CUTS = 6;

    @TempDir
    Path folder;

    @Test
    void no_row_is_lost_and_nobody_is_invited_twice() throws Exception {
        Random random = new Random(SEED);
        PeopleOfTwoFiles people = PeopleOfTwoFiles.of(150, false, random);
        List<Path> files = people.write(folder.resolve("in"));
        SandboxSettings slow = SandboxSettings.withKey(SandboxStage.KEY).withLatency(Duration.ofMillis(30));
        try (LoopDisk disk = disk();
                SandboxStage stage = SandboxStage.open(disk.path(), slow)) {
            stage.set(Property.SETTLE_TIME, "1s");
            stage.set(Property.SEND_BATCH_SIZE, "10");
            // The second file is shorter than the first, as meant here.
            stage.set(Property.GUARD_SHRINKAGE, "30% and 100");
            int hits = 0;
            // The disk in a file is smaller than what is kept free of others.
            stage.set(Property.DISK_RESERVE, "1MB");
            for (int cut = 0; cut < CUTS; cut++) {
                long before = stage.sandbox().requestCount();
                try (LauncherProcess launched = send(stage, files)) {
                    await().pollInterval(Duration.ofMillis(2))
                            .until(() -> stage.sandbox().requestCount() > before || !launched.isAlive());
                    boolean ended = launched.hasEndedAfter(random.nextInt(120));
                    Files.writeString(disk.path().resolve("unsynced-" + cut), "lost in a power cut");
                    if (!ended) {
                        launched.pause();
                    }
                    disk.cut();
                    launched.kill();
                }
                disk.replace();
                assertThat(disk.path().resolve("unsynced-" + cut).toFile().length())
                        .as("what nobody made durable")
                        .isZero();
                hits += LedgerImage.openRows(stage.home()) > 0 ? 1 : 0;
            }
            try (LauncherProcess launched = send(stage, files)) {
                assertThat(launched.exitCode()).as(launched.err()).isIn(0, 3);
            }

            System.out.println("power cuts with seed " + SEED + ": " + CUTS + ", " + hits + " at work");
            Verdict verdict = Verdict.of(stage.sandbox().record(), people.wanted());
            assertThat(verdict.isClean()).as("seed %d: %s", SEED, verdict).isTrue();
            assertThat(hits).isPositive();
            assertThat(archived(stage)).isEqualTo(new TreeSet<>(people.files()));
        }
    }

    private LoopDisk disk() throws InterruptedException {
        try {
            return LoopDisk.make(folder);
        } catch (IOException e) {
            return Assumptions.abort("no file system can be made and mounted here: " + e.getMessage());
        }
    }

    private LauncherProcess send(SandboxStage stage, List<Path> files) {
        return LauncherProcess.start(
                LauncherProcess.LAUNCHER,
                folder,
                stage.environment(),
                Stream.concat(Stream.of("send", "--yes"), files.stream().map(Path::toString))
                        .toArray(String[]::new));
    }

    /** The inputs that came back with their reports. */
    private static Set<String> archived(SandboxStage stage) throws IOException {
        Set<String> texts = new TreeSet<>();
        for (Path report : stage.reports()) {
            texts.add(Files.readString(report.resolve("input.csv")));
        }
        return texts;
    }
}
