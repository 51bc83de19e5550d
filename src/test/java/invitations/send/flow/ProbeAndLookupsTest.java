package invitations.send.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import invitations.api.Call;
import invitations.api.FlowControl;
import invitations.api.TargetRequest;
import invitations.invitation.ReasonCode;
import invitations.send.flow.CircuitBreakers.Pass;
import invitations.testing.ApiSamples;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions at the circuit breaker of a target, among the calls to it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProbeAndLookupsTest {
    private final CircuitBreakers breakers = new CircuitBreakers(
            50,
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            CircuitBreakerListener.NONE,
            TargetAccess.NONE,
            System::nanoTime);

    /** A question to the list of the target that all calls here are made to. */
    private record Asked(String id) implements TargetRequest {
        @Override
        public String target() {
            return "platform";
        }

        @Override
        public String purpose() {
            return "list";
        }

        @Override
        public String tenant() {
            return "acme";
        }
    }

    @Test
    void a_call_waits_for_no_question() throws Exception {
        assertThat(breakers.tryAcquire(new Asked("question"))).isEqualTo(Pass.GO);

        assertThat(breakers.tryAcquire(ApiSamples.single("call"))).isEqualTo(Pass.GO);
    }

    @Test
    void the_call_that_went_by_a_question_goes_alone() throws Exception {
        TargetRequest question = new Asked("question");
        breakers.tryAcquire(question);
        Call call = ApiSamples.single("call");
        breakers.tryAcquire(call);
        CompletableFuture<Pass> other = waiting(ApiSamples.single("other"));

        breakers.record(question, new FlowControl.None(), true);
        assertThat(other).isNotDone();
        assertThat(breakers.isStillPermitted(call)).isTrue();
        breakers.record(call, ApiSamples.invited());

        assertThat(other.get(2, TimeUnit.MINUTES)).isEqualTo(Pass.GO);
    }

    @Test
    void a_question_waits_for_the_lone_call() throws Exception {
        Call call = ApiSamples.single("call");
        breakers.tryAcquire(call);
        CompletableFuture<Pass> question = waiting(new Asked("question"));

        breakers.record(call, ApiSamples.invited());

        assertThat(question.get(2, TimeUnit.MINUTES)).isEqualTo(Pass.GO);
    }

    /** The queue of the callers may have it behind the very question that would wait for it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_question_that_has_a_caller_does_not_wait_for_a_request_without_one(boolean isCall) throws Exception {
        TargetRequest queued = isCall ? ApiSamples.single("queued") : new Asked("queued");
        breakers.tryAcquire(queued);
        TargetRequest question = new Asked("question");

        assertThat(breakers.tryAcquire(question, true)).isEqualTo(Pass.GO);

        CompletableFuture<Pass> other = waiting(new Asked("other"));
        breakers.record(question, new FlowControl.None(), true);
        assertThat(other.get(2, TimeUnit.MINUTES)).isEqualTo(Pass.GO);
    }

    @Test
    void a_question_that_has_a_caller_waits_for_a_request_that_has_one_too() throws Exception {
        TargetRequest first = new Asked("first");
        breakers.tryAcquire(first);
        breakers.begin(first);
        CompletableFuture<Pass> question = waiting(new Asked("question"), true);

        breakers.record(first, new FlowControl.None(), true);

        assertThat(question.get(2, TimeUnit.MINUTES)).isEqualTo(Pass.GO);
    }

    @Test
    void a_question_that_was_answered_opens_the_gate() throws Exception {
        TargetRequest first = new Asked("first");
        breakers.tryAcquire(first);
        CompletableFuture<Pass> second = waiting(new Asked("second"));

        breakers.record(first, new FlowControl.None(), true);

        assertThat(second.get(2, TimeUnit.MINUTES)).isEqualTo(Pass.GO);
        assertThat(breakers.tryAcquire(ApiSamples.single("1"))).isEqualTo(Pass.GO);
        assertThat(breakers.tryAcquire(ApiSamples.single("2"))).isEqualTo(Pass.GO);
    }

    @Test
    void a_question_that_was_not_answered_leaves_the_gate_as_it_was() throws Exception {
        TargetRequest question = new Asked("question");
        breakers.tryAcquire(question);

        breakers.record(question, new FlowControl.None(), false);

        assertThat(breakers.unavailable().pauseLeft()).isZero();
        breakers.tryAcquire(new Asked("next"));
        assertThat(waiting(new Asked("waits"))).isNotDone();
    }

    @Test
    void what_may_not_be_asked_stops_no_call() throws Exception {
        TargetRequest question = new Asked("question");
        breakers.tryAcquire(question);

        breakers.record(question, new FlowControl.StopOperation(ReasonCode.CANNOT_ASK, "no right"), true);

        assertThat(breakers.tryAcquire(new Asked("next"))).isEqualTo(Pass.STOPPED);
        assertThat(breakers.forbidden(new Asked("next")))
                .contains(new CircuitBreakers.Stop(ReasonCode.CANNOT_ASK, "no right"));
        assertThat(breakers.tryAcquire(ApiSamples.single("1"))).isEqualTo(Pass.GO);
        assertThat(breakers.forbidden(ApiSamples.single("1"))).isEmpty();
    }

    @Test
    void a_stopped_target_is_not_asked_and_that_is_for_nobody_to_decide() throws Exception {
        Call call = ApiSamples.single("call");
        breakers.tryAcquire(call);
        breakers.record(call, ApiSamples.notSent(new FlowControl.StopTarget(ReasonCode.NOT_AUTHENTICATED, "no key")));

        assertThat(breakers.tryAcquire(new Asked("question"))).isEqualTo(Pass.STOPPED);
        assertThat(breakers.forbidden(new Asked("question"))).isEmpty();
    }

    @Test
    void a_question_that_is_told_to_wait_pauses_the_calls_too() throws Exception {
        TargetRequest question = new Asked("question");
        breakers.tryAcquire(question);

        breakers.record(
                question, new FlowControl.Pause(Duration.ofMinutes(30), ReasonCode.RATE_LIMITED, "slow down"), false);

        assertThat(breakers.tryAcquire(ApiSamples.single("call"))).isEqualTo(Pass.LATER);
        assertThat(breakers.unavailable().pauseLeft()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    }

    /** A request that asks to enter, and has to wait. */
    private CompletableFuture<Pass> waiting(TargetRequest request) {
        return waiting(request, false);
    }

    private CompletableFuture<Pass> waiting(TargetRequest request, boolean hasCaller) {
        CompletableFuture<Pass> entered = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                entered.complete(breakers.tryAcquire(request, hasCaller));
            } catch (InterruptedException e) {
                entered.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        assertThat(entered).isNotDone();
        return entered;
    }
}
