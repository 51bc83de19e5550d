package invitations.api;

import org.jspecify.annotations.Nullable;

/** Sends requests to the APIs, each by a route. Safe for any number of threads. */
@FunctionalInterface
public interface ApiRequests {

    /**
     * Sends one request and waits for its answer.
     *
     * @param route the id of the route that sends it
     * @param body what is sent, as JSON; null for nothing
     * @return the answer, whatever it says
     * @throws Exception when none came; {@link TransportFailures} knows what that means
     */
    ApiResponse send(String route, ApiRequest request, @Nullable String body) throws Exception;
}
