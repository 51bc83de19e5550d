package invitations.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The proof of the proof: with the ledger tampered with while the program is dead, the same rounds and the same judge
 * must find what they look for.
 */
class ControlCrashTest {
    private static final long SEED = 4;
    private static final int KILLS = 3;

    @TempDir
    Path folder;

    @Test
    void if_intents_were_not_durable_people_would_be_invited_twice() throws Exception {
        Verdict verdict = play(
                "DELETE FROM claims WHERE row IN (SELECT id FROM drop_rows WHERE status = 'INTENT')",
                "UPDATE drop_rows SET status = 'PLANNED', intents = 0, attempts = 0, call = NULL, intended_at = NULL"
                        + " WHERE status = 'INTENT'");

        assertThat(verdict.doubled()).isNotEmpty();
        assertThat(verdict.lost()).isEmpty();
    }

    @Test
    void if_uncertain_rows_were_sent_again_without_asking_people_would_be_invited_twice() throws Exception {
        Verdict verdict = play(
                "DELETE FROM claims WHERE row IN"
                        + " (SELECT id FROM drop_rows WHERE status IN ('INTENT', 'UNCERTAIN'))",
                "UPDATE drop_rows SET status = 'RETRYABLE' WHERE status IN ('INTENT', 'UNCERTAIN')");

        assertThat(verdict.doubled()).isNotEmpty();
        assertThat(verdict.lost()).isEmpty();
    }

    @Test
    void if_open_rows_were_forgotten_people_would_be_lost() throws Exception {
        Verdict verdict = play("UPDATE drop_rows SET status = 'SKIPPED' WHERE id IN"
                + " (SELECT MAX(id) FROM drop_rows WHERE status = 'PLANNED')");

        assertThat(verdict.lost()).isNotEmpty();
        assertThat(verdict.doubled()).isEmpty();
    }

    /** Plays a round in which answers get lost after the work, and the ledger is changed after each kill. */
    private Verdict play(String... statements) throws IOException, InterruptedException {
        Round round = new Round(folder, SEED, Trouble.DROPPED_AFTER_THE_WORK, false);
        Round.Result result = round.play(KILLS, home -> {
            if (LedgerImage.openRows(home) > 0) {
                LedgerImage.edit(home, statements);
            }
        });
        assertThat(result.hits()).as(result.name() + ": kills at work").isPositive();
        return result.verdict();
    }
}
