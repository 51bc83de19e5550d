package invitations.send;

import java.util.HashMap;
import java.util.Map;

/**
 * The requests of a drop that callers have, and what became of those of the pass. Each ends once, by whichever thread: what
 * was counted in is counted out. Safe for any number of threads.
 */
public final class RequestsInFlight {
    /** By the id of the request: whether its outcome is being written down. */
    private final Map<String, Boolean> requests = new HashMap<>();

    private int sent;
    private int stopped;
    private int asked;

    synchronized void beginPass() {
        sent = 0;
        stopped = 0;
        asked = 0;
    }

    /** A call goes to the callers. */
    synchronized void call(String id) {
        requests.put(id, false);
        sent++;
    }

    /** A question goes to the callers. */
    synchronized void question(String id) {
        requests.put(id, false);
        asked++;
    }

    /** A row's target was found to be stopped. */
    synchronized void stopped() {
        stopped++;
    }

    /** The outcome is known, and soon durable. */
    public synchronized void outcomeKnown(String id) {
        requests.replace(id, true);
    }

    /** {@return whether a caller has it, and has not said what became of it} */
    synchronized boolean isWithoutOutcome(String id) {
        return Boolean.FALSE.equals(requests.get(id));
    }

    /** A request has ended, and what became of it is durable. */
    public synchronized void end(String id) {
        requests.remove(id);
        notifyAll();
    }

    /** A call has ended, and was not made. */
    public synchronized void endUnmade(String id) {
        if (requests.remove(id) != null) {
            sent--;
        }
        notifyAll();
    }

    /** Waits until all have ended. */
    synchronized void await() throws InterruptedException {
        while (!requests.isEmpty()) {
            wait();
        }
    }

    /** {@return how many calls of the pass went to the callers and were made, or are under way} */
    synchronized int sent() {
        return sent;
    }

    synchronized boolean wasAnyMade() {
        return sent > 0 || asked > 0;
    }

    synchronized boolean wasAnyStopped() {
        return stopped > 0;
    }
}
