package invitations.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.call.Gates;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For how long the API is said to leave questions unanswered, which is a reason to give up. */
class DoubtsTest {
    @TempDir
    private Path home;

    private Ledger ledger;
    private Doubts doubts;

    @BeforeEach
    void open() {
        ledger = Ledger.open(home, "https://api.example.org", Duration.ZERO, Duration.ZERO, Clock.systemUTC());
        Drop drop = ledger.drops()
                .receive("default", "aa", "people.csv", "aa/people.csv", 10)
                .drop();
        Gates gates = new Gates(50, Duration.ofSeconds(1), Duration.ofSeconds(1));
        doubts = new Doubts(ledger, drop, gates, () -> {
            throw new AssertionError("nothing is in doubt");
        });
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void time_in_which_nobody_asks_is_not_held_against_the_api() {
        doubts.leftUnanswered();
        waitABit();

        assertThat(doubts.unanswered()).isZero();
    }

    @Test
    void from_the_first_to_the_last_question_that_was_not_answered() {
        doubts.leftUnanswered();
        waitABit();
        doubts.leftUnanswered();
        Duration unanswered = doubts.unanswered();
        assertThat(unanswered).isGreaterThanOrEqualTo(Duration.ofMillis(50));

        waitABit();
        assertThat(doubts.unanswered()).isEqualTo(unanswered);
        doubts.leftUnanswered();
        assertThat(doubts.unanswered()).isGreaterThanOrEqualTo(unanswered.plusMillis(50));
    }

    @Test
    void an_answer_makes_good_for_all_that_were_missed() {
        doubts.leftUnanswered();
        waitABit();
        doubts.leftUnanswered();

        doubts.heard();

        assertThat(doubts.unanswered()).isZero();
        doubts.leftUnanswered();
        assertThat(doubts.unanswered()).isZero();
    }

    private static void waitABit() {
        long begun = System.nanoTime();
        await().until(() -> System.nanoTime() - begun >= 50_000_000);
    }
}
