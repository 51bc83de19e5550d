package invitations.camel.steps;

import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.FlowControl;
import invitations.invitation.Outcome;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.send.Outcomes;
import invitations.ledger.store.LedgerException;
import invitations.send.PendingCall;
import invitations.send.ProgressWatch;
import invitations.send.SendCoordinator;
import invitations.send.SendLoop;
import invitations.send.flow.CircuitBreakers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** The bean {@code caller}: what the route {@code make-call} asks. Safe for any number of threads. */
public final class MakeCallSteps {
    private static final Outcome PUT_BACK =
            new Outcome(RowStatus.RETRYABLE, null, "its target was stopped or paused before the call", 0, null);
    private final Ledger ledger;
    private final CircuitBreakers breakers;
    private final SendCoordinator coordinator;

    public MakeCallSteps(Ledger ledger, CircuitBreakers breakers, SendCoordinator coordinator) {
        this.ledger = ledger;
        this.breakers = breakers;
        this.coordinator = coordinator;
    }

    /**
     * Waits for the intent. It has waited for a caller too: where its target was stopped or paused meanwhile, its rows are
     * put back.
     *
     * @return the call with the rows that it may carry; null when there are none
     */
    public @Nullable Call claimed(@Body PendingCall pending) {
        breakers.begin(pending.call());
        try {
            Call call =
                    pending.call().begun(pending.rows().join(), ledger.ticker().getAsLong());
            if (call.isEmpty()) {
                return null;
            }
            if (!coordinator.isStopping() && breakers.isStillPermitted(call)) {
                ledger.intents().checkOwnership();
                return call;
            }
            ledger.outcomes().record(call.rowIds(), PUT_BACK, null).join();
            return null;
        } catch (CompletionException e) {
            throw e.getCause() instanceof LedgerException failure ? failure : e;
        }
    }

    /**
     * Takes note of how a call ended.
     *
     * @param call the call with the rows that it carried; null when its intent failed
     * @param result null when the call was not made: none of its rows could be claimed, or it was kept back
     */
    public void answered(
            @Variable("sending") SendLoop loop,
            @Variable("intent") PendingCall pending,
            @Variable("call") @Nullable Call call,
            @Body @Nullable CallResult result) {
        String id = pending.call().id();
        if (call == null || result == null) {
            breakers.release(pending.call());
            loop.underWay().endUnmade(id);
            return;
        }
        // The pass ends when its outcomes are durable: until then, its rows do not show whether they are open.
        CompletableFuture<Integer> recorded = recorded(call, result);
        loop.underWay().outcomeKnown(id);
        try {
            breakers.record(call, result);
            note(loop.progress(), result);
        } finally {
            Future<?> unused = recorded.handle((rows, failure) -> {
                if (failure != null) {
                    coordinator.failed(loop, failure);
                }
                loop.underWay().end(id);
                return loop;
            });
        }
    }

    /** A row that is uncertain gets further when the API was asked about it, and one that was put off when it goes. */
    private static void note(ProgressWatch progress, CallResult result) {
        if (Stream.concat(Stream.of(result.outcome()), result.named().values().stream())
                .anyMatch(MakeCallSteps::isFurther)) {
            progress.progressed();
        } else if (result.effect() instanceof FlowControl.Pause) {
            progress.failed();
        }
    }

    private static boolean isFurther(Outcome outcome) {
        return outcome.status() != RowStatus.UNCERTAIN && outcome.status() != RowStatus.RETRYABLE;
    }

    /** The rows that ended in a way of their own, then the others. */
    private CompletableFuture<Integer> recorded(Call call, CallResult result) {
        CompletableFuture<Integer> recorded = CompletableFuture.completedFuture(0);
        for (Map.Entry<Long, Outcome> named : result.named().entrySet()) {
            recorded = recorded.thenCombine(
                    ledger.outcomes().record(List.of(named.getKey()), named.getValue(), null), Integer::sum);
        }
        List<Long> others = call.rowIds().stream()
                .filter(row -> !result.named().containsKey(row))
                .toList();
        return recorded.thenCombine(
                ledger.outcomes().record(others, result.outcome(), words(call, result)), Integer::sum);
    }

    private static Outcomes.@Nullable BulkAnswer words(Call call, CallResult result) {
        CallResult.Words words = result.words();
        return words == null
                ? null
                : new Outcomes.BulkAnswer(call.id(), call.rows().size(), words.successes(), words.errorCodes());
    }
}
