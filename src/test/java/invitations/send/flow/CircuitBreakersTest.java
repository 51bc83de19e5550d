package invitations.send.flow;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.FlowControl;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.send.flow.CircuitBreakers.Pass;
import invitations.testing.ApiSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class CircuitBreakersTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final CircuitBreakers breakers = new CircuitBreakers(
            50, Duration.ofMinutes(1), LONG, CircuitBreakerListener.NONE, TargetAccess.NONE, System::nanoTime);

    @Test
    void the_first_call_goes_alone_and_the_others_when_it_has_been_answered() throws Exception {
        Call first = ApiSamples.single("first");
        assertThat(breakers.tryAcquire(first)).isEqualTo(Pass.GO);
        List<Waiting> others = List.of(waiting("2"), waiting("3"), waiting("4"));

        breakers.record(first, ApiSamples.invited());

        for (Waiting other : others) {
            assertThat(other.pass()).isEqualTo(Pass.GO);
        }
    }

    @Test
    void a_refused_row_shows_as_well_as_an_invited_one_that_the_key_is_right() throws Exception {
        goAlone(ApiSamples.refused());

        assertThat(breakers.tryAcquire(ApiSamples.single("2"))).isEqualTo(Pass.GO);
        assertThat(breakers.tryAcquire(ApiSamples.single("3"))).isEqualTo(Pass.GO);
    }

    @Test
    void every_target_has_a_first_call_of_its_own() throws Exception {
        assertThat(breakers.tryAcquire(ApiSamples.single("1"))).isEqualTo(Pass.GO);
        assertThat(breakers.tryAcquire(ApiSamples.bulk("2", 3))).isEqualTo(Pass.GO);
    }

    @Test
    void when_the_first_call_is_not_made_after_all_another_one_goes_alone() throws Exception {
        Call first = ApiSamples.single("first");
        breakers.tryAcquire(first);
        Waiting second = waiting("second");

        breakers.release(first);

        assertThat(second.pass()).isEqualTo(Pass.GO);
        Waiting third = waiting("third");
        breakers.release(ApiSamples.single("of somebody else"));
        third.assertWaits();
        breakers.record(second.call(), ApiSamples.invited());
        assertThat(third.pass()).isEqualTo(Pass.GO);
    }

    @Test
    void who_waits_goes_on_when_an_operator_opens_everything_while_the_first_call_is_on_its_way() throws Exception {
        Call first = enter("first");
        Waiting waiting = waiting("second");

        breakers.reset();
        breakers.record(first, ApiSamples.invited());

        assertThat(waiting.pass()).isEqualTo(Pass.GO);
    }

    @Test
    void whoever_looks_on_is_told_of_a_stop_last() throws Exception {
        List<String> told = new ArrayList<>();
        CircuitBreakers watched = new CircuitBreakers(
                50,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                new CircuitBreakerListener() {
                    @Override
                    public void opened(String target, Duration wait, String reason) {
                        told.add("paused");
                    }

                    @Override
                    public void stopped(String what, String reason) {
                        told.add("stopped");
                    }

                    @Override
                    public void closed(String target) {
                        told.add("opened");
                    }
                },
                TargetAccess.NONE,
                System::nanoTime);
        call(watched, "1", ApiSamples.notSent(new FlowControl.Pause(null, ReasonCode.UNREACHABLE, "away")));
        awaitEndOfPause(watched);
        Call late = ApiSamples.single("late");

        call(watched, "2", ApiSamples.notSent(new FlowControl.StopTarget(ReasonCode.NOT_AUTHENTICATED, "wrong key")));
        watched.record(late, ApiSamples.notSent(new FlowControl.Pause(null, ReasonCode.UNREACHABLE, "away")));

        assertThat(told).containsExactly("paused", "stopped");
    }

    @Test
    void a_wrong_key_costs_one_request_and_whoever_waits_is_told() throws Exception {
        Call first = ApiSamples.single("first");
        breakers.tryAcquire(first);
        Waiting second = waiting("second");

        breakers.record(
                first, ApiSamples.notSent(new FlowControl.StopTarget(ReasonCode.NOT_AUTHENTICATED, "wrong key")));

        assertThat(second.pass()).isEqualTo(Pass.STOPPED);
        assertThat(breakers.tryAcquire(ApiSamples.single("third"))).isEqualTo(Pass.STOPPED);
        assertThat(breakers.unavailable().targets()).containsExactly("platform");
        assertThat(breakers.stops())
                .containsExactly(new CircuitBreakers.Stop(ReasonCode.NOT_AUTHENTICATED, "wrong key"));
        assertThat(breakers.tryAcquire(ApiSamples.bulk("other target", 3))).isEqualTo(Pass.GO);
    }

    @Test
    void a_key_that_is_revoked_in_mid_run_stops_the_calls_that_have_not_left() throws Exception {
        goAlone(ApiSamples.invited());
        Call late = enter("late");
        breakers.record(
                enter("2"), ApiSamples.notSent(new FlowControl.StopTarget(ReasonCode.NOT_AUTHENTICATED, "revoked")));

        breakers.record(late, ApiSamples.invited());

        assertThat(breakers.tryAcquire(ApiSamples.single("3"))).isEqualTo(Pass.STOPPED);
    }

    @Test
    void a_missing_right_stops_that_operation_for_that_platform_only() throws Exception {
        Call first = enter("first");
        Waiting second = waiting("second");

        breakers.record(first, ApiSamples.notSent(new FlowControl.StopOperation(ReasonCode.NOT_PERMITTED, "no right")));

        assertThat(second.pass()).isEqualTo(Pass.STOPPED);
        assertThat(breakers.tryAcquire(ApiSamples.single("third"))).isEqualTo(Pass.STOPPED);
        assertThat(breakers.tryAcquire(ApiSamples.call("bulk", "platform", Operation.BULK, 2)))
                .isEqualTo(Pass.GO);
        assertThat(breakers.tryAcquire(forPlatform("other"))).isEqualTo(Pass.GO);
        assertThat(breakers.stops()).containsExactly(new CircuitBreakers.Stop(ReasonCode.NOT_PERMITTED, "no right"));
        assertThat(breakers.unavailable().targets()).isEmpty();
    }

    @Test
    void a_call_of_another_operation_does_not_wait_for_nothing() throws Exception {
        breakers.record(
                enter("first"),
                ApiSamples.notSent(new FlowControl.StopOperation(ReasonCode.NOT_PERMITTED, "no right")));

        assertThat(breakers.tryAcquire(forPlatform("other"))).isEqualTo(Pass.GO);
        assertThat(breakers.tryAcquire(forPlatform("third"))).isEqualTo(Pass.GO);
    }

    @Test
    void a_pause_holds_for_everybody_and_whoever_waits_is_told() throws Exception {
        Call first = enter("first");
        Waiting second = waiting("second");

        breakers.record(first, pause(Duration.ofMinutes(30), ReasonCode.RATE_LIMITED));

        assertThat(second.pass()).isEqualTo(Pass.LATER);
        assertThat(breakers.tryAcquire(ApiSamples.single("third"))).isEqualTo(Pass.LATER);
        assertThat(breakers.unavailable().targets()).containsExactly("platform");
        assertThat(breakers.unavailable().pauseLeft()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
        assertThat(breakers.stops()).isEmpty();
        assertThat(breakers.tryAcquire(ApiSamples.bulk("other target", 3))).isEqualTo(Pass.GO);
    }

    @Test
    void the_first_call_after_a_pause_goes_alone_again() throws Exception {
        goAlone(ApiSamples.invited());
        breakers.record(enter("2"), pause(Duration.ofMillis(30), ReasonCode.RATE_LIMITED));
        awaitEndOfPause(breakers);

        Call third = enter("3");
        Waiting fourth = waiting("4");
        breakers.record(third, ApiSamples.invited());

        assertThat(fourth.pass()).isEqualTo(Pass.GO);
        assertThat(breakers.tryAcquire(ApiSamples.single("5"))).isEqualTo(Pass.GO);
    }

    @Test
    void nobody_goes_before_the_pause_has_ended() throws Exception {
        long begun = System.nanoTime();
        goAlone(pause(Duration.ofMillis(150), ReasonCode.RATE_LIMITED));

        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> breakers.tryAcquire(ApiSamples.single("2")) == Pass.GO);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void a_late_answer_does_not_end_a_pause() throws Exception {
        goAlone(ApiSamples.invited());
        Call late = enter("late");
        breakers.record(enter("2"), pause(Duration.ofMinutes(30), ReasonCode.RATE_LIMITED));

        breakers.record(late, ApiSamples.invited());

        assertThat(breakers.tryAcquire(ApiSamples.single("3"))).isEqualTo(Pass.LATER);
        assertThat(breakers.unavailable().pauseLeft()).isGreaterThan(Duration.ofMinutes(29));
    }

    @Test
    void the_answer_of_the_lone_call_does_not_end_a_pause_that_an_earlier_call_was_told_meanwhile() throws Exception {
        goAlone(ApiSamples.invited());
        Call late = enter("late");
        breakers.record(enter("2"), pause(Duration.ofMillis(20), ReasonCode.RATE_LIMITED));
        awaitEndOfPause(breakers);
        Call alone = enter("alone");
        breakers.record(late, pause(Duration.ofSeconds(3), ReasonCode.RATE_LIMITED));

        breakers.record(alone, ApiSamples.invited());

        assertThat(breakers.tryAcquire(ApiSamples.single("3"))).isEqualTo(Pass.LATER);
        awaitEndOfPause(breakers);
        enter("alone again");
        waiting("other").assertWaits();
    }

    @Test
    void late_failures_do_not_prolong_a_pause_nor_make_the_next_one_longer() throws Exception {
        CircuitBreakers quick = new CircuitBreakers(
                50, Duration.ofSeconds(2), LONG, CircuitBreakerListener.NONE, TargetAccess.NONE, System::nanoTime);
        call(quick, "first", ApiSamples.invited());
        List<Call> onTheirWay = enterAll(quick, 20);
        for (Call call : onTheirWay) {
            quick.record(call, pause(null, ReasonCode.UNREACHABLE));
        }

        assertThat(quick.unavailable().pauseLeft()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        awaitEndOfPause(quick);
        call(quick, "next", pause(null, ReasonCode.UNREACHABLE));
        assertThat(quick.unavailable().pauseLeft()).isLessThanOrEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void what_the_api_asks_for_counts_even_when_a_shorter_pause_has_begun() throws Exception {
        goAlone(ApiSamples.invited());
        Call late = enter("late");
        Call later = enter("later");
        breakers.record(enter("2"), pause(Duration.ofMinutes(10), ReasonCode.RATE_LIMITED));

        breakers.record(late, pause(Duration.ofMinutes(40), ReasonCode.RATE_LIMITED));
        assertThat(breakers.unavailable().pauseLeft()).isBetween(Duration.ofMinutes(39), Duration.ofMinutes(40));

        breakers.record(later, pause(Duration.ofMinutes(1), ReasonCode.RATE_LIMITED));
        assertThat(breakers.unavailable().pauseLeft()).isBetween(Duration.ofMinutes(39), Duration.ofMinutes(40));
    }

    @ParameterizedTest
    @CsvSource({"PT1H, PT1H", "PT1H0.001S, PT1H", "P300000D, PT1H", "PT277777777777H, PT1H"})
    void no_pause_is_longer_than_the_longest(Duration asked, Duration longest) throws Exception {
        goAlone(pause(asked, ReasonCode.RATE_LIMITED));

        assertThat(breakers.unavailable().pauseLeft()).isBetween(longest.minusMinutes(1), longest);
    }

    @Test
    void pauses_that_the_api_does_not_time_double_up_to_the_longest_with_jitter() throws Exception {
        CircuitBreakers quick = new CircuitBreakers(
                50,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                CircuitBreakerListener.NONE,
                TargetAccess.NONE,
                System::nanoTime);

        for (int millis : new int[] {20, 40, 80, 100, 100}) {
            assertPauses(quick, millis);
        }
        call(quick, "reached", ApiSamples.invited());
        assertPauses(quick, 20);
    }

    @Test
    void pauses_of_many_are_not_all_the_same() throws Exception {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CircuitBreakers other = new CircuitBreakers(
                    50, Duration.ofHours(1), LONG, CircuitBreakerListener.NONE, TargetAccess.NONE, System::nanoTime);
            call(other, "1", pause(null, ReasonCode.UNREACHABLE));
            pauses.add(Duration.ofSeconds(other.unavailable().pauseLeft().toSeconds()));
        }

        assertThat(pauses.stream().distinct().count()).isGreaterThan(10);
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(29)) > 0 && pause.compareTo(LONG) <= 0);
    }

    @Test
    void however_often_it_fails_a_pause_stays_a_pause() throws Exception {
        CircuitBreakers quick = new CircuitBreakers(
                50,
                Duration.ofMillis(2),
                Duration.ofMillis(2),
                CircuitBreakerListener.NONE,
                TargetAccess.NONE,
                System::nanoTime);
        for (int i = 0; i < 70; i++) {
            assertPauses(quick, 2);
        }
    }

    @Test
    void an_uncertain_end_of_the_lone_call_is_a_reason_to_pause() throws Exception {
        goAlone(ApiSamples.uncertain());

        assertThat(breakers.tryAcquire(ApiSamples.single("2"))).isEqualTo(Pass.LATER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 8})
    void five_uncertain_calls_in_a_row_are_a_reason_to_pause(int uncertain) throws Exception {
        goAlone(ApiSamples.invited());
        for (int i = 0; i < 20; i++) {
            breakers.record(enter("a" + i), i % 5 == 4 ? ApiSamples.invited() : ApiSamples.uncertain());
        }
        assertThat(breakers.unavailable().pauseLeft()).as("four in a row").isZero();

        for (Call call : enterAll(breakers, uncertain)) {
            breakers.record(call, ApiSamples.uncertain());
        }

        assertThat(breakers.tryAcquire(ApiSamples.single("next"))).isEqualTo(uncertain < 5 ? Pass.GO : Pass.LATER);
    }

    @Test
    void it_knows_for_how_long_the_api_has_been_out_of_reach() throws Exception {
        CircuitBreakers quick = new CircuitBreakers(
                50,
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                CircuitBreakerListener.NONE,
                TargetAccess.NONE,
                System::nanoTime);
        assertThat(quick.unreachableFor(List.of("platform"))).isZero();

        long begun = System.nanoTime();
        call(quick, "1", pause(null, ReasonCode.UNREACHABLE));
        awaitEndOfPause(quick);
        call(quick, "2", pause(null, ReasonCode.UNREACHABLE));
        Awaitility.await().until(() -> quick.unreachableFor(List.of("platform")).toMillis() > 60);
        assertThat(quick.unreachableFor(List.of("platform")))
                .isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - begun));

        awaitEndOfPause(quick);
        call(quick, "3", ApiSamples.invited());
        assertThat(quick.unreachableFor(List.of("platform"))).isZero();
    }

    @Test
    void an_api_that_asks_to_wait_or_answers_in_riddles_is_within_reach() throws Exception {
        CircuitBreakers quick = new CircuitBreakers(
                50,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                CircuitBreakerListener.NONE,
                TargetAccess.NONE,
                System::nanoTime);
        for (CallResult within : List.of(
                pause(Duration.ofMillis(1), ReasonCode.RATE_LIMITED), ApiSamples.uncertain(), ApiSamples.refused())) {
            awaitEndOfPause(quick);
            call(quick, "out", pause(null, ReasonCode.UNREACHABLE));
            Awaitility.await()
                    .until(() -> !quick.unreachableFor(List.of("platform")).isZero());
            awaitEndOfPause(quick);

            call(quick, "within", within);

            assertThat(quick.unreachableFor(List.of("platform"))).isZero();
        }
    }

    @Test
    void a_stopped_target_is_nothing_to_wait_for() throws Exception {
        goAlone(ApiSamples.invited());
        Call late = enter("late");
        Call later = enter("later");
        breakers.record(enter("2"), pause(Duration.ofMinutes(1), ReasonCode.RATE_LIMITED));
        breakers.record(late, ApiSamples.notSent(new FlowControl.StopTarget(ReasonCode.NOT_AUTHENTICATED, "revoked")));
        breakers.record(later, pause(null, ReasonCode.UNREACHABLE));

        assertThat(breakers.unavailable().pauseLeft()).isZero();
        assertThat(breakers.unreachableFor(List.of("platform"))).isZero();
        assertThat(breakers.unavailable().targets()).containsExactly("platform");
    }

    @Test
    void the_first_pause_of_several_targets_to_end_counts() throws Exception {
        goAlone(pause(Duration.ofMinutes(50), ReasonCode.RATE_LIMITED));
        Call program = ApiSamples.bulk("p", 3);
        breakers.tryAcquire(program);
        breakers.record(program, pause(Duration.ofMinutes(20), ReasonCode.RATE_LIMITED));

        assertThat(breakers.unavailable().pauseLeft()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
        assertThat(breakers.unavailable().targets()).containsExactlyInAnyOrder("platform", "program");
    }

    @Test
    void a_batch_that_is_too_large_halves_those_that_follow_down_to_one_row() throws Exception {
        assertThat(breakers.batchSize("program")).isEqualTo(50);
        for (int[] sent : new int[][] {{50, 25}, {25, 12}, {12, 6}, {6, 3}, {3, 1}, {2, 1}}) {
            Call call = ApiSamples.bulk("c" + sent[0], sent[0]);
            breakers.tryAcquire(call);
            breakers.record(call, ApiSamples.notSent(new FlowControl.HalveBatches()));

            assertThat(breakers.batchSize("program")).isEqualTo(sent[1]);
        }
        assertThat(breakers.batchSize("platform")).isEqualTo(50);
    }

    @Test
    void batches_that_were_on_their_way_together_halve_once() throws Exception {
        Call first = ApiSamples.bulk("first", 50);
        breakers.tryAcquire(first);
        breakers.record(first, ApiSamples.invited());
        List<Call> together = IntStream.range(0, 8)
                .mapToObj(i -> ApiSamples.bulk("c" + i, 50))
                .toList();
        for (Call call : together) {
            breakers.tryAcquire(call);
        }
        for (Call call : together) {
            breakers.record(call, ApiSamples.notSent(new FlowControl.HalveBatches()));
        }

        assertThat(breakers.batchSize("program")).isEqualTo(25);
    }

    @Test
    void a_small_rest_that_is_too_large_says_more_than_the_size_of_full_batches() throws Exception {
        Call rest = ApiSamples.bulk("rest", 8);
        breakers.tryAcquire(rest);
        breakers.record(rest, ApiSamples.notSent(new FlowControl.HalveBatches()));

        assertThat(breakers.batchSize("program")).isEqualTo(4);
    }

    private record Waiting(Call call, Thread thread, CompletableFuture<Pass> entered) {
        Pass pass() throws Exception {
            return entered.get(2, TimeUnit.MINUTES);
        }

        void assertWaits() {
            Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
            assertThat(entered).isNotDone();
        }
    }

    /** A call that asks to enter, and has to wait. */
    private Waiting waiting(String id) {
        Call call = ApiSamples.single(id);
        CompletableFuture<Pass> entered = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                entered.complete(breakers.tryAcquire(call));
            } catch (InterruptedException e) {
                entered.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        Waiting waiting = new Waiting(call, thread, entered);
        waiting.assertWaits();
        return waiting;
    }

    private void goAlone(CallResult result) throws InterruptedException {
        call(breakers, "alone", result);
    }

    private Call enter(String id) throws InterruptedException {
        Call call = ApiSamples.single(id);
        assertThat(breakers.tryAcquire(call)).isEqualTo(Pass.GO);
        return call;
    }

    private static List<Call> enterAll(CircuitBreakers breakers, int calls) throws InterruptedException {
        List<Call> entered = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Call call = ApiSamples.single("b" + i);
            assertThat(breakers.tryAcquire(call)).isEqualTo(Pass.GO);
            entered.add(call);
        }
        return entered;
    }

    private static void call(CircuitBreakers breakers, String id, CallResult result) throws InterruptedException {
        Call call = ApiSamples.single(id);
        assertThat(breakers.tryAcquire(call)).isEqualTo(Pass.GO);
        breakers.record(call, result);
    }

    /** A call does not reach the API: the pause is as long as that, or shorter by no more than half. */
    private static void assertPauses(CircuitBreakers breakers, long millis) throws InterruptedException {
        long before = System.nanoTime();
        call(breakers, "unreached", pause(null, ReasonCode.UNREACHABLE));

        Duration left = breakers.unavailable().pauseLeft();
        assertThat(left).isLessThanOrEqualTo(Duration.ofMillis(millis));
        assertThat(left.plusNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(millis / 2));
        awaitEndOfPause(breakers);
    }

    private static void awaitEndOfPause(CircuitBreakers breakers) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(1))
                .until(() -> breakers.unavailable().pauseLeft().isZero());
    }

    private static CallResult pause(@Nullable Duration asked, ReasonCode reason) {
        return ApiSamples.notSent(new FlowControl.Pause(asked, reason, "wait"));
    }

    private static Call forPlatform(String platform) {
        return new Call(
                platform,
                "drop-1",
                "platform",
                Operation.SINGLE,
                platform,
                List.of(ApiSamples.row(1, "platform", Operation.SINGLE, platform)),
                0);
    }
}
