package invitations.crash;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.testing.LauncherProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at any moment, whatever the API does meanwhile: no row is lost, and nobody is invited twice. */
class KillCrashTest {
    /** How many kills there are in all. */
    private static final int KILLS = Integer.getInteger("invitations.crash.kills", 33);

    /** How many seeds share them. */
    private static final int SEEDS = Integer.getInteger("invitations.crash.seeds", 1);

    /** The first of the seeds. */
    private static final long FIRST_SEED = Long.getLong("invitations.crash.first-seed", 20_261_122);

    /** How often the program is killed with the same files; with more, the rounds take longer, and each kill less. */
    private static final int KILLS_A_ROUND = Integer.getInteger("invitations.crash.kills-a-round", 3);

    @TempDir
    Path folder;

    @Test
    void no_row_is_lost_and_nobody_is_invited_twice() throws Exception {
        // The first start of all makes the archive of classes: without it, no kill would meet the program at work.
        try (LauncherProcess first = LauncherProcess.run(folder, Map.of(), "--version")) {
            assertThat(first.exitCode()).isZero();
        }
        List<Round.Result> all = new ArrayList<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            List<Round.Result> ofSeed = rounds(seed);
            System.out.println("seed " + seed + ": " + sentence(ofSeed));
            all.addAll(ofSeed);
        }
        System.out.println("all: " + sentence(all));

        assertThat(all.stream().filter(round -> !round.verdict().isClean())).isEmpty();
        assertThat(kills(all)).isGreaterThanOrEqualTo(KILLS);
        assertThat(hits(all) * 100 / kills(all))
                .as("share of kills that hit work")
                .isGreaterThanOrEqualTo(70);
    }

    /** Every trouble in turn, in an order of the seed's, until there were kills enough. */
    private List<Round.Result> rounds(long seed) throws IOException, InterruptedException {
        List<Trouble> troubles = new ArrayList<>(List.of(Trouble.values()));
        Collections.shuffle(troubles, new Random(seed));
        List<Round.Result> results = new ArrayList<>();
        while (kills(results) < KILLS / SEEDS) {
            int n = results.size();
            Round round = new Round(
                    folder.resolve(seed + "-" + n),
                    seed * 1_000 + n,
                    troubles.get(n % troubles.size()),
                    // Changes with each pass over the troubles too, of which there is an odd number.
                    n % 2 == 0);
            Round.Result result = round.play(KILLS_A_ROUND, home -> {});
            System.out.println(result.name() + ": " + sentence(List.of(result)));
            results.add(result);
        }
        return results;
    }

    private static String sentence(List<Round.Result> rounds) {
        return kills(rounds) + " kills, " + hits(rounds) * 100 / Math.max(1, kills(rounds)) + " % at work, "
                + rounds.stream().mapToInt(round -> round.verdict().invited()).sum() + " invited, "
                + rounds.stream()
                        .mapToInt(round -> round.verdict().lost().size())
                        .sum() + " lost, "
                + rounds.stream()
                        .mapToInt(round -> round.verdict().doubled().size())
                        .sum()
                + " doubled, "
                + rounds.stream()
                        .mapToInt(round -> round.verdict().strangers().size())
                        .sum()
                + " strangers";
    }

    private static int kills(List<Round.Result> rounds) {
        return rounds.stream().mapToInt(Round.Result::kills).sum();
    }

    private static int hits(List<Round.Result> rounds) {
        return rounds.stream().mapToInt(Round.Result::hits).sum();
    }
}
