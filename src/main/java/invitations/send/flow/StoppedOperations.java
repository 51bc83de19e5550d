package invitations.send.flow;

import invitations.api.TargetRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the key may not do: an operation of a target, for one platform. For one thread at a time. */
final class StoppedOperations {
    private final Map<List<String>, CircuitBreakers.Stop> stops = new HashMap<>();

    /** Stops what the request does; its name. */
    String stop(TargetRequest request, CircuitBreakers.Stop reason) {
        List<String> operation = List.of(request.target(), request.purpose(), request.tenant());
        stops.put(operation, reason);
        return String.join(" ", operation);
    }

    CircuitBreakers.@Nullable Stop of(TargetRequest request) {
        return of(request.target(), request.purpose(), request.tenant());
    }

    CircuitBreakers.@Nullable Stop of(String target, String purpose, String tenant) {
        return stops.get(List.of(target, purpose, tenant));
    }

    Collection<CircuitBreakers.Stop> all() {
        return stops.values();
    }

    void clear() {
        stops.clear();
    }
}
