package invitations.send.flow;

import java.time.Duration;

/** Is told when targets may not be called, and when they may again. Must not wait for anything. */
public interface CircuitBreakerListener {
    /** Tells nobody. */
    CircuitBreakerListener NONE = new CircuitBreakerListener() {
        @Override
        public void opened(String target, Duration wait, String reason) {}

        @Override
        public void stopped(String what, String reason) {}

        @Override
        public void closed(String target) {}
    };

    /** The target is left alone for so long. */
    void opened(String target, Duration wait, String reason);

    /**
     * It is not called any more.
     *
     * @param what a target, or an operation of it for one platform
     */
    void stopped(String what, String reason);

    /** The target is called again after a pause. */
    void closed(String target);
}
