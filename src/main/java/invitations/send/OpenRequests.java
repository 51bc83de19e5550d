package invitations.send;

import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.OpenRows;
import invitations.send.flow.CircuitBreakers;
import invitations.settle.LookupRound;

/** Makes requests of the open rows of drops: calls, and questions about rows in doubt. Safe for any number of threads. */
record OpenRequests(Ledger ledger, CircuitBreakers breakers, TargetRegistry targets) {

    /** {@return a reading of the API's lists about the rows of the drop that are due now} */
    LookupRound reading(Drop drop) {
        return new LookupRound(
                ledger,
                drop,
                ledger.settleClock().now(),
                targets::people,
                ledger.clock(),
                targets.lookupPace().window());
    }

    /** {@return the rows of the drop in that range that may be sent now, cut into calls} */
    CallBatcher calls(SendLoop loop, OpenRows.Range range) {
        return new CallBatcher(
                loop.drop().id(),
                after -> loop.times()
                        .page(
                                range.behind(after),
                                SendLoop.PAGE,
                                breakers.unavailable().targets()),
                name -> Math.min(breakers.batchSize(name), targets.named(name).largestBatch()),
                row -> targets.named(row.target()).together(row));
    }
}
