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
     * @param pauseLeft nanoseconds until the pause of a target ends, by what is to go through it
     */
    static CircuitBreakers.Unavailable of(
            Map<String, CircuitBreaker> breakers, ToLongFunction<CircuitBreaker> pauseLeft) {
        Set<String> closed = new HashSet<>();
        long first = Long.MAX_VALUE;
        for (Map.Entry<String, CircuitBreaker> entry : breakers.entrySet()) {
            CircuitBreaker breaker = entry.getValue();
            long left = pauseLeft.applyAsLong(breaker);
            if (breaker.stop != null || left > 0) {
                closed.add(entry.getKey());
            }
            if (breaker.stop == null && left > 0) {
                first = Math.min(first, left);
            }
        }
        return new CircuitBreakers.Unavailable(
                closed, first == Long.MAX_VALUE ? Duration.ZERO : Duration.ofNanos(first));
    }
}
