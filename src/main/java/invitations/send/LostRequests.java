package invitations.send;

import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.TargetRequest;
import invitations.api.TransportFailures;
import invitations.invitation.OpenRow;
import invitations.ledger.Ledger;
import invitations.send.flow.CircuitBreakers;
import invitations.settle.Lookup;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a request whose caller has ended without an outcome: an error in a bean, a route that stops its
 * exchange, a step that leaves another body. It is not known then whether the API was called, so rows become uncertain; gate
 * and counters get back what they gave. Safe for any number of threads.
 */
final class LostRequests {
    private static final Logger LOG = LoggerFactory.getLogger(LostRequests.class);

    private final Ledger ledger;
    private final CircuitBreakers breakers;
    private final BiConsumer<SendLoop, Throwable> ledgerFailed;
    private final TransportFailures failures = new TransportFailures();

    /** @param ledgerFailed is told of a ledger that cannot be written */
    LostRequests(Ledger ledger, CircuitBreakers breakers, BiConsumer<SendLoop, Throwable> ledgerFailed) {
        this.ledgerFailed = ledgerFailed;
        this.ledger = ledger;
        this.breakers = breakers;
    }

    /** To be run when a caller has ended with the call, in whatever way. */
    void ended(SendLoop loop, PendingCall pending) {
        Call call = pending.call();
        if (!loop.underWay().isWithoutOutcome(call.id())) {
            return;
        }
        tell(loop, call, "the rows that it may have carried count as uncertain");
        loop.underWay().outcomeKnown(call.id());
        Future<?> unused = pending.rows()
                .thenCompose(rows -> {
                    CallResult result = failures.of(new IllegalStateException("the route ended without an outcome"));
                    breakers.record(call, result);
                    List<Long> ids = rows.stream().map(OpenRow::id).toList();
                    return ledger.outcomes().record(ids, result.outcome(), null);
                })
                .whenComplete((recorded, failure) -> {
                    if (failure != null) {
                        breakers.release(call);
                        ledgerFailed.accept(loop, failure);
                    }
                    loop.underWay().end(call.id());
                });
    }

    /** To be run when a caller has ended with the question, in whatever way. */
    void ended(SendLoop loop, Lookup lookup) {
        if (!loop.underWay().isWithoutOutcome(lookup.id())) {
            return;
        }
        tell(loop, lookup, "it is asked again later");
        try {
            lookup.notNow("the route ended without an answer");
        } catch (RuntimeException e) {
            ledgerFailed.accept(loop, e);
        } finally {
            breakers.release(lookup);
            loop.underWay().end(lookup.id());
        }
    }

    private static void tell(SendLoop loop, TargetRequest request, String consequence) {
        LOG.error(
                "Drop {}: a request to {} for {} ended without an outcome, by a fault of the program or of a route: {}",
                loop.drop().id(),
                request.target(),
                request.purpose(),
                consequence);
    }
}
