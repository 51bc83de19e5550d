package invitations.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests to the API, and remembers them where wanted. Safe for any number of threads. */
public final class RequestLog {
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder count = new LongAdder();
    private final List<RecordedRequest> all = new ArrayList<>();
    private final boolean keeps;

    public RequestLog(boolean keeps) {
        this.keeps = keeps;
    }

    public void add(RecordedRequest request) {
        count.increment();
        if (keeps) {
            synchronized (all) {
                all.add(request);
            }
        }
    }

    public void begun() {
        underWay.incrementAndGet();
    }

    public void ended() {
        underWay.decrementAndGet();
    }

    public int underWay() {
        return underWay.get();
    }

    public long count() {
        return count.sum();
    }

    public List<RecordedRequest> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }
}
