package invitations.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests to the API, and remembers them where wanted. Safe for any number of threads. */
final class Requests {
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder count = new LongAdder();
    private final List<Request> all = new ArrayList<>();
    private final boolean keeps;

    Requests(boolean keeps) {
        this.keeps = keeps;
    }

    void add(Request request) {
        count.increment();
        if (keeps) {
            synchronized (all) {
                all.add(request);
            }
        }
    }

    void begun() {
        underWay.incrementAndGet();
    }

    void ended() {
        underWay.decrementAndGet();
    }

    int underWay() {
        return underWay.get();
    }

    long count() {
        return count.sum();
    }

    List<Request> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }
}
