package invitations.send.flow;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pace of the host of one API, which the API's targets share: a limit is that of a server, or of a key, and not of a path. For
 * one thread at a time.
 */
final class HostPace {
    final AdaptiveRateLimiter limiter;
    private final LongSupplier ticker;
    private @Nullable Long pausedUntil;

    /** @param ticker nanoseconds, as {@link System#nanoTime()} has them */
    HostPace(LongSupplier ticker) {
        this.ticker = ticker;
        this.limiter = new AdaptiveRateLimiter(ticker);
    }

    /** Nanoseconds until the host is to be called or asked again. */
    long pauseLeft() {
        return pausedUntil == null ? 0 : Math.max(0, pausedUntil - ticker.getAsLong());
    }

    /** The host asks to slow down: nothing goes there for so long, or longer where that was said before. */
    void pause(Duration wait) {
        pausedUntil = ticker.getAsLong() + Math.max(wait.toNanos(), pauseLeft());
        limiter.refused(Duration.ofNanos(pauseLeft()));
    }
}
