package invitations.send.flow;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.FlowControl;
import invitations.invitation.ReasonCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The pauses of one target, in simulated time. */
class CircuitBreakerTest {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final AtomicLong clock = new AtomicLong(-1_000_000);
    private final HostPace host = new HostPace(clock::get);
    private final CircuitBreaker breaker =
            new CircuitBreaker("platform", 50, FIRST, LONGEST, CircuitBreakerListener.NONE, clock::get, host);

    @Test
    void while_questions_are_answered_silence_pauses_for_two_seconds_at_most() {
        breaker.answeredQuestion(false);
        for (int i = 0; i < 20; i++) {
            beSilent();
            assertThat(breaker.pauseLeft()).isBetween(1L, Duration.ofSeconds(2).toNanos());
            clock.addAndGet(breaker.pauseLeft());
        }
    }

    @Test
    void while_nothing_is_answered_silence_pauses_longer_each_time_though_some_calls_go_well() {
        for (int i = 0; i < 8; i++) {
            breaker.uncertain(true);
            long shortest = (FIRST.toNanos() / 2) << i;
            assertThat(breaker.pauseLeft()).isBetween(shortest, 2 * shortest);
            clock.addAndGet(breaker.pauseLeft());
            breaker.answered(true);
        }
    }

    @Test
    void five_good_answers_in_a_row_end_a_time_of_trouble() {
        for (int i = 0; i < 6; i++) {
            breaker.uncertain(true);
            clock.addAndGet(breaker.pauseLeft());
        }
        for (int i = 0; i < 5; i++) {
            breaker.answered(true);
        }

        breaker.uncertain(true);

        assertThat(breaker.pauseLeft()).isLessThanOrEqualTo(FIRST.toNanos());
    }

    @Test
    void an_answered_question_cuts_a_long_silence_short_and_was_not_held_by_it() {
        for (int i = 0; i < 8; i++) {
            breaker.uncertain(true);
            clock.addAndGet(i < 7 ? breaker.pauseLeft() : 0);
        }
        assertThat(breaker.pauseLeft()).isGreaterThan(Duration.ofSeconds(10).toNanos());
        assertThat(breaker.askingPauseLeft()).isZero();

        breaker.answeredQuestion(true);

        assertThat(breaker.pauseLeft()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void a_silent_lone_call_lets_others_go_where_questions_are_answered() {
        breaker.answeredQuestion(true);
        beSilent();
        clock.addAndGet(breaker.pauseLeft());

        breaker.uncertain(true);

        assertThat(breaker.isClosed).isTrue();
        assertThat(breaker.pauseLeft()).isZero();
    }

    @Test
    void questions_that_are_not_answered_wait_and_calls_do_not() {
        breaker.leftUnanswered();
        breaker.leftUnanswered();
        assertThat(breaker.askingPauseLeft()).isZero();

        breaker.leftUnanswered();

        assertThat(breaker.askingPauseLeft()).isPositive();
        assertThat(breaker.pauseLeft()).isZero();
    }

    @Test
    void what_the_api_asks_for_holds_for_calls_and_questions() {
        breaker.pause(new FlowControl.Pause(Duration.ofSeconds(7), ReasonCode.RATE_LIMITED, "slow down"));

        assertThat(breaker.pauseLeft()).isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(breaker.askingPauseLeft()).isEqualTo(Duration.ofSeconds(7).toNanos());
        clock.addAndGet(breaker.pauseLeft());
        assertThat(breaker.untilTurn()).isZero();
        assertThat(breaker.untilTurn()).as("the next one does not go at once").isPositive();
    }

    private void beSilent() {
        for (int i = 0; i < 5; i++) {
            breaker.uncertain(false);
        }
    }

    @Test
    void a_host_that_asks_to_slow_down_is_left_alone_by_each_of_its_targets() {
        CircuitBreaker program =
                new CircuitBreaker("program", 50, FIRST, LONGEST, CircuitBreakerListener.NONE, clock::get, host);
        CircuitBreaker elsewhere = new CircuitBreaker(
                "organization", 50, FIRST, LONGEST, CircuitBreakerListener.NONE, clock::get, new HostPace(clock::get));

        breaker.pause(new FlowControl.Pause(Duration.ofSeconds(3), ReasonCode.RATE_LIMITED, "slow down"));

        assertThat(program.pauseLeft()).isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(program.askingPauseLeft()).isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(elsewhere.pauseLeft()).isZero();
        clock.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(program.untilTurn()).isZero();
        assertThat(breaker.untilTurn()).as("they share the pace").isPositive();
    }

    @Test
    void a_target_that_is_out_of_reach_says_nothing_of_the_others() {
        CircuitBreaker program =
                new CircuitBreaker("program", 50, FIRST, LONGEST, CircuitBreakerListener.NONE, clock::get, host);

        breaker.pause(new FlowControl.Pause(null, ReasonCode.UNREACHABLE, "away"));

        assertThat(breaker.pauseLeft()).isPositive();
        assertThat(program.pauseLeft()).isZero();
    }
}
