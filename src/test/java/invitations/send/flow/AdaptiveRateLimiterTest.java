package invitations.send.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** In simulated time, against servers that limit in the ways that are usual. */
class AdaptiveRateLimiterTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong clock = new AtomicLong(-5_000_000_000L);
    private final AdaptiveRateLimiter limiter = new AdaptiveRateLimiter(clock::get);

    /** How a server decides whether it takes a request. */
    private enum Way {
        /** So many since each full second. */
        FIXED_WINDOW {
            @Override
            boolean takes(Server server, long now) {
                long window = Math.floorDiv(now, SECOND.toNanos());
                if (window != server.window) {
                    server.window = window;
                    server.level = 0;
                }
                return server.level < server.rate && ++server.level > 0;
            }
        },
        /** So many in any second. */
        SLIDING_WINDOW {
            @Override
            boolean takes(Server server, long now) {
                while (!server.taken.isEmpty() && now - server.taken.getFirst() >= SECOND.toNanos()) {
                    server.taken.removeFirst();
                }
                if (server.taken.size() >= server.rate) {
                    return false;
                }
                server.taken.addLast(now);
                return true;
            }
        },
        /** A second's worth at once, and then as many as come anew. */
        TOKEN_BUCKET {
            @Override
            boolean takes(Server server, long now) {
                double since = (now - server.last) / 1e9;
                server.last = now;
                server.level = Math.min(Math.max(1, server.rate), server.level + since * server.rate);
                return server.level >= 1 && (server.level -= 1) >= 0;
            }
        },
        /** One in twenty is refused, however slowly they come. */
        BY_CHANCE {
            @Override
            boolean takes(Server server, long now) {
                return server.chance.nextInt(20) > 0;
            }
        },
        /** None sooner than its time after the one before. */
        NO_BURST {
            @Override
            boolean takes(Server server, long now) {
                if ((now - server.last) / 1e9 < 0.999 / server.rate) {
                    return false;
                }
                server.last = now;
                return true;
            }
        };

        abstract boolean takes(Server server, long now);
    }

    private static final class Server {
        private final Way way;
        private final Deque<Long> taken = new ArrayDeque<>();
        private double rate;
        private final Random chance = new Random(7);
        private double level;
        private long last = Long.MIN_VALUE / 2;
        private long window = Long.MIN_VALUE;

        Server(Way way, double rate) {
            this.way = way;
            this.rate = rate;
        }
    }

    /** What a run came to. */
    private record Run(double seconds, int refused, int sent) {}

    /**
     * As many at once as there are callers, each answered after the latency, until so many are taken.
     *
     * @param pause what the server asks for when it refuses
     */
    private Run run(Server server, int wanted, int callers, Duration latency, Duration pause) {
        long begun = clock.get();
        Deque<long[]> answers = new ArrayDeque<>();
        int taken = 0;
        int refused = 0;
        int sent = 0;
        long pausedUntil = begun;
        boolean alone = true;
        while (taken < wanted) {
            long now = clock.get();
            assertThat(now - begun)
                    .as("it takes for ever")
                    .isLessThan(Duration.ofHours(1).toNanos());
            while (!answers.isEmpty() && answers.getFirst()[0] <= now) {
                if (answers.removeFirst()[1] == 1) {
                    taken++;
                    limiter.succeeded();
                    alone = false;
                } else {
                    refused++;
                    pausedUntil = now + pause.toNanos();
                    limiter.refused(pause);
                    alone = true;
                }
            }
            boolean hasRoom =
                    answers.size() < (alone ? 1 : callers) && now >= pausedUntil && taken + answers.size() < wanted;
            if (hasRoom && limiter.tryAcquire() == 0) {
                sent++;
                boolean isTaken = server.way.takes(server, now);
                answers.addLast(new long[] {now + latency.toNanos(), isTaken ? 1 : 0});
            } else {
                clock.addAndGet(1_000_000);
            }
        }
        return new Run((clock.get() - begun) / 1e9, refused, sent);
    }

    @Test
    void the_first_requests_go_in_rounds() {
        assertThat(limiter.tryAcquire()).isZero();
        assertThat(limiter.tryAcquire()).isPositive();
        limiter.succeeded();
        assertThat(limiter.tryAcquire()).isZero();
        assertThat(limiter.tryAcquire()).isZero();
        assertThat(limiter.tryAcquire()).isPositive();
        limiter.succeeded();
        assertThat(limiter.tryAcquire()).as("the round has not ended").isPositive();
        limiter.cancelled();
        for (int i = 0; i < 4; i++) {
            assertThat(limiter.tryAcquire()).isZero();
        }
        assertThat(limiter.tryAcquire()).isPositive();
        clock.addAndGet(SECOND.toNanos());
        for (int i = 0; i < 100; i++) {
            assertThat(limiter.tryAcquire())
                    .as("a slow server is not waited for")
                    .isZero();
        }
    }

    @Test
    void it_is_off_until_the_server_asks_to_slow_down() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(limiter.tryAcquire()).isZero();
            limiter.succeeded();
        }
        assertThat(limiter.rate()).isInfinite();
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NO_BURST", "BY_CHANCE"})
    void it_is_near_what_the_server_lets_through_and_seldom_refused(Way way) {
        Run run = run(new Server(way, 5), 100, 8, Duration.ofMillis(20), SECOND);

        assertThat(run.seconds()).isLessThan(1.5 * 100 / 5);
        assertThat(run.refused()).isLessThanOrEqualTo(run.sent() / 10);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2000", "2, 1000", "5, 2000", "20, 1000", "100, 1000", "300, 1000"})
    void whatever_the_limit_is(double rate, long pauseMillis) {
        int wanted = (int) Math.max(30, 60 * rate);

        Run run = run(
                new Server(Way.TOKEN_BUCKET, rate), wanted, 16, Duration.ofMillis(30), Duration.ofMillis(pauseMillis));

        assertThat(run.seconds()).isLessThan(1.5 * wanted / rate + pauseMillis / 1000.0);
        assertThat(run.refused()).isLessThanOrEqualTo(16 + run.sent() / 8);
    }

    @Test
    void a_server_that_lets_nothing_through_at_once_is_seldom_asked_too_much() {
        Run run = run(new Server(Way.NO_BURST, 5), 100, 8, Duration.ofMillis(20), SECOND);

        assertThat(run.seconds()).isLessThan(2.5 * 100 / 5);
        assertThat(run.refused()).isLessThanOrEqualTo(8 + run.sent() / 10);
    }

    @ParameterizedTest
    @CsvSource({"0, 125", "1, 175"})
    void refusals_that_do_not_hang_on_the_rate_do_not_make_it_ever_slower(int pauseSeconds, double most) {
        Run run = run(new Server(Way.BY_CHANCE, 0), 1000, 8, Duration.ofMillis(30), Duration.ofSeconds(pauseSeconds));

        assertThat(run.seconds()).isLessThan(most);
    }

    @Test
    void after_a_pause_not_everybody_goes_at_once() {
        for (int i = 0; i < 5; i++) {
            limiter.succeeded();
        }
        limiter.refused(SECOND);

        assertThat(limiter.tryAcquire()).isEqualTo(SECOND.toNanos());
        clock.addAndGet(SECOND.toNanos());
        assertThat(limiter.tryAcquire()).isZero();
        assertThat(limiter.tryAcquire()).isEqualTo(Duration.ofMillis(400).toNanos());
        assertThat(limiter.rate()).isEqualTo(2.5);
    }

    @Test
    void answers_to_what_left_before_the_refusal_tell_the_limit_too() {
        limiter.refused(SECOND);
        for (int i = 0; i < 9; i++) {
            limiter.succeeded();
        }
        limiter.refused(SECOND);

        clock.addAndGet(SECOND.toNanos());
        assertThat(limiter.rate()).isEqualTo(4.75);
    }

    @Test
    void refusals_in_a_row_after_each_pause_do_not_make_it_slower_than_it_can_recover_from() {
        for (int i = 0; i < 4; i++) {
            limiter.tryAcquire();
            limiter.succeeded();
        }
        for (int i = 0; i < 4; i++) {
            limiter.refused(SECOND);
            clock.addAndGet(SECOND.toNanos());
            limiter.tryAcquire();
        }

        assertThat(run(new Server(Way.SLIDING_WINDOW, 1e9), 16, 1, Duration.ofMillis(5), SECOND)
                        .seconds())
                .isLessThan(8);
    }

    @Test
    void a_very_low_limit_that_the_server_does_not_tell_is_found_all_the_same() {
        Run run = run(new Server(Way.TOKEN_BUCKET, 0.1), 40, 4, Duration.ofMillis(20), SECOND);

        assertThat(run.seconds()).isLessThan(1.5 * 40 / 0.1);
        assertThat(run.refused()).isLessThan(run.sent() / 2);
    }

    @Test
    void a_limit_that_is_lowered_is_found() {
        Server server = new Server(Way.TOKEN_BUCKET, 50);
        run(server, 500, 16, Duration.ofMillis(20), SECOND);

        server.rate = 5;
        Run run = run(server, 100, 16, Duration.ofMillis(20), SECOND);

        assertThat(run.seconds()).isLessThan(30);
        assertThat(run.refused()).isLessThanOrEqualTo(20);
    }

    @Test
    void a_limit_that_is_lifted_is_forgotten() {
        run(new Server(Way.SLIDING_WINDOW, 5), 50, 8, Duration.ofMillis(20), SECOND);

        Run run = run(new Server(Way.SLIDING_WINDOW, 1e9), 20_000, 8, Duration.ofMillis(1), SECOND);

        assertThat(limiter.rate()).isInfinite();
        assertThat(run.seconds()).isLessThan(90);
    }

    @Test
    void a_pause_for_another_reason_is_followed_by_slow_steps_and_soon_by_none() {
        limiter.paused(Duration.ofMillis(500));
        clock.addAndGet(500_000_000);

        assertThat(limiter.tryAcquire()).isZero();
        assertThat(limiter.tryAcquire()).isEqualTo(500_000_000);
        Run run = run(new Server(Way.SLIDING_WINDOW, 1e9), 5000, 8, Duration.ofMillis(5), SECOND);
        assertThat(limiter.rate()).isInfinite();
        assertThat(run.seconds()).isLessThan(15);
    }
}
