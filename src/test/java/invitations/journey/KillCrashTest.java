package invitations.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import invitations.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any moment: no row is lost, and nobody is invited twice. */
class KillCrashTest {
    private static final int KILLS = 8;
    private static final int ROWS = 3_000;
    private static final long SEED = 20_261_122;

    @TempDir
    Path folder;

    @Test
    void no_row_is_lost_and_nobody_is_invited_twice() throws Exception {
        SandboxSettings slow = SandboxSettings.withKey(Stage.KEY)
                .withLatency(Duration.ofMillis(15))
                .withoutRequests();
        Random random = new Random(SEED);
        // The first start of all makes the archive of classes: without it, no kill would meet the program at work.
        try (Launched first = Launched.run(folder, Map.of(), "--version")) {
            assertThat(first.exitCode()).isZero();
        }
        try (Stage stage = Stage.open(folder, slow)) {
            String file = stage.file("people.csv", people()).toString();
            int killed = 0;
            boolean ended = false;
            while (!ended) {
                try (Launched launched =
                        Launched.start(Launched.LAUNCHER, folder, stage.environment(), "send", "--yes", file)) {
                    // After some kills it is left to end by itself.
                    ended = killed == KILLS
                            ? launched.exitCode() >= 0
                            : launched.hasEndedAfter(300 + random.nextInt(1_500));
                    if (!ended) {
                        launched.kill();
                        killed++;
                    } else {
                        assertThat(launched.exitCode()).as(launched.err()).isIn(0, 3);
                    }
                }
            }

            assertThat(killed).isGreaterThanOrEqualTo(KILLS / 2);
            Map<String, Long> invited = stage.invited();
            assertThat(invited.values()).containsOnly(1L);
            Map<String, Long> counts = counts(stage);
            assertThat(counts.keySet()).isSubsetOf("INVITED", "NEEDS_REVIEW");
            assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(ROWS);
            long certain = counts.getOrDefault("INVITED", 0L);
            assertThat((long) invited.size()).isBetween(certain, (long) ROWS);
            assertThat(certain).isGreaterThan(0);
            assertThat(Files.readAllLines(stage.report().resolve("report.csv"))).hasSize(ROWS + 1);
            assertThat(stage.home().resolve("work")).isEmptyDirectory();
        }
    }

    private static Map<String, Long> counts(Stage stage) throws IOException {
        JsonNode drop =
                new ObjectMapper().readTree(stage.run("status", "--json").out());
        assertThat(drop.path("state").asText()).isEqualTo("REPORTED");
        Map<String, Long> counts = new TreeMap<>();
        drop.path("counts").properties().stream()
                .filter(count -> count.getValue().asLong() > 0)
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        return counts;
    }

    /** Half of them for the platform, one call each, half of them for a program, in batches. */
    private static String people() {
        return "email,platform_key,program_key\n"
                + IntStream.rangeClosed(1, ROWS)
                        .mapToObj(n -> "person" + n + "@example.org,acme," + (n % 2 == 0 ? "acme+logic" : "") + "\n")
                        .collect(Collectors.joining());
    }
}
