package invitations.sandbox;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The faults that were ordered, and how far each has got. Safe for any number of threads. */
final class Faults {
    private final List<Ordered> orders = new CopyOnWriteArrayList<>();

    void order(Fault fault) {
        orders.add(new Ordered(fault));
    }

    void clear() {
        orders.clear();
    }

    int size() {
        return orders.size();
    }

    /** The first fault that hits the call; null when none does. Faults behind it do not count the call. */
    @Nullable
    Fault next(Call call) {
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

        private synchronized boolean hits(Call call) {
            if (hit >= fault.times() || !fault.concerns(call)) {
                return false;
            }
            seen++;
            if (seen < fault.from() || (fault.probability() < 1 && chance.nextDouble() >= fault.probability())) {
                return false;
            }
            hit++;
            return true;
        }
    }
}
