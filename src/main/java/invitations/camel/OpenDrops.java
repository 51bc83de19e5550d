package invitations.camel;

import invitations.invitation.DropState;
import invitations.ledger.drop.Drop;
import invitations.send.SendCoordinator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with drops by the routes, each on a thread of its own. Safe for any number of threads. */
final class OpenDrops {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDrops.class);

    private final RouteCalls routes;
    private final SendCoordinator coordinator;
    private final WorkerThreads threads;

    OpenDrops(RouteCalls routes, SendCoordinator coordinator, WorkerThreads threads) {
        this.routes = routes;
        this.coordinator = coordinator;
        this.threads = threads;
    }

    /** Lets stopped targets be called again, and goes on with all drops that are being sent. */
    void tryAgain() {
        coordinator.tryAgain();
        coordinator.openDrops().forEach(this::goOn);
    }

    /** Has a drop planned again that is to be received, and any other one sent; does not wait for the end. */
    void goOn(Drop drop) {
        if (drop.state() == DropState.RECEIVED) {
            routes.send("direct:release-drop", drop);
            return;
        }
        coordinator.feedQueues().lineUp(drop);
        threads.drops().execute(() -> {
            try {
                routes.send("direct:send-in-turn", drop);
            } catch (RuntimeException e) {
                LOG.error("Drop {} could not be sent", drop.id(), e);
            }
        });
    }
}
