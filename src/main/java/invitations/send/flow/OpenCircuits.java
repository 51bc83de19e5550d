package invitations.send.flow;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Finds the targets that are paused or stopped at one moment. */
final class OpenCircuits {
    private OpenCircuits() {}

    /**
     * Finds the targets that may not be called now.
     *
     * @param pauseLeft nanoseconds until the pause of a gate ends, by what is to go through it
     */
    static CircuitBreakers.Closed of(Map<String, CircuitBreaker> gates, ToLongFunction<CircuitBreaker> pauseLeft) {
        Set<String> closed = new HashSet<>();
        long first = Long.MAX_VALUE;
        for (Map.Entry<String, CircuitBreaker> entry : gates.entrySet()) {
            CircuitBreaker gate = entry.getValue();
            long left = pauseLeft.applyAsLong(gate);
            if (gate.stop != null || left > 0) {
                closed.add(entry.getKey());
            }
            if (gate.stop == null && left > 0) {
                first = Math.min(first, left);
            }
        }
        return new CircuitBreakers.Closed(closed, first == Long.MAX_VALUE ? Duration.ZERO : Duration.ofNanos(first));
    }
}
