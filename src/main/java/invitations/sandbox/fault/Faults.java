package invitations.sandbox.fault;

import invitations.sandbox.http.ApiCall;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The faults that were ordered, and how far each has got. Safe for any number of threads. */
public final class Faults {
    private final List<Ordered> orders = new CopyOnWriteArrayList<>();
    private int held;
    private long released;

    public void order(Fault fault) {
        orders.add(new Ordered(fault));
    }

    public void clear() {
        orders.clear();
    }

    public int size() {
        return orders.size();
    }

    /** Holds the calling thread for so long, or until calls are released; not at all when it is interrupted. */
    public synchronized void hold(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long before = released;
        held++;
        try {
            for (long left = time.toNanos(); left > 0 && released == before; left = end - System.nanoTime()) {
                // A whole millisecond at the least: zero would mean for ever.
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            held--;
        }
    }

    /** Lets all calls go on that are held. */
    public synchronized void release() {
        released++;
        notifyAll();
    }

    public synchronized int held() {
        return held;
    }

    /** The first fault that hits the call; null when none does. Faults behind it do not count the call. */
    @Nullable
    public Fault next(ApiCall call) {
        for (Ordered ordered : orders) {
            if (ordered.hits(call)) {
                return ordered.fault;
            }
        }
        return null;
    }

    private static final class Ordered {
        private final Fault fault;
        private final Random chance;
        private int seen;
        private int hit;

        private Ordered(Fault fault) {
            this.fault = fault;
            this.chance = new Random(fault.seed());
        }

        private synchronized boolean hits(ApiCall call) {
            if (hit >= fault.times() || !fault.concerns(call)) {
                return false;
            }
            seen++;
            if (seen < fault.from()
                    || (seen - fault.from()) % fault.every() != 0
                    || (fault.probability() < 1 && chance.nextDouble() >= fault.probability())) {
                return false;
            }
            hit++;
            return true;
        }
    }
}
