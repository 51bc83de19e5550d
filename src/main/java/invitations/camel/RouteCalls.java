package invitations.camel;

import invitations.base.ExceptionCauses;
import invitations.ledger.store.LedgerException;
import invitations.send.SendLoop;
import invitations.settings.Property;
import invitations.settings.Settings;
import invitations.settle.Lookup;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;

/**
 * Calls the routes of a context by their endpoints, and starts those that wait for it. Safe for any number of threads.
 *
 * @param context whose routes they are; it is made after those who call
 */
record RouteCalls(Supplier<CamelContext> context) {

    /**
     * Hands a body to a route and waits for what it makes of it.
     *
     * @throws RuntimeException what a bean of the route threw; a {@link LedgerException} before all others
     */
    <T> T request(String endpoint, Object body, Class<T> type) {
        try {
            return Objects.requireNonNull(context.get().createProducerTemplate().requestBody(endpoint, body, type));
        } catch (CamelExecutionException e) {
            RuntimeException failure = e.getCause() instanceof RuntimeException cause ? cause : e;
            throw ExceptionCauses.find(e, LedgerException.class)
                    .map(RuntimeException.class::cast)
                    .orElse(failure);
        }
    }

    /** Hands a body to a route, and waits until it has ended. */
    void send(String endpoint, Object body) {
        context.get().createProducerTemplate().sendBody(endpoint, body);
    }

    /** Has a question of a drop asked, and waits until it has ended. */
    void ask(SendLoop loop, Lookup question) {
        context.get().createProducerTemplate().send("direct:settle-uncertain", exchange -> {
            exchange.setVariable("sending", loop);
            exchange.getMessage().setBody(question);
        });
    }

    /**
     * Starts what watches the folders, and what works each night.
     *
     * @param isAnythingPurged whether anything is kept for a time only
     */
    void startWatching(Settings settings, boolean isAnythingPurged) {
        start("watch-drop-folder");
        start("watch-hold-folder");
        if (settings.optional(Property.FOLLOW_UP_TIME).isPresent()) {
            start("follow-up-drops");
        }
        if (isAnythingPurged) {
            start("purge-drops");
        }
    }

    /**
     * Starts a route that does not start by itself.
     *
     * @throws IllegalStateException when it cannot be started
     */
    void start(String id) {
        try {
            context.get().getRouteController().startRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException("the route " + id + " cannot be started", e);
        }
    }
}
