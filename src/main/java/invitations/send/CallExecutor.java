package invitations.send;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that make the calls. A quarter more than calls may be on their way, since some wait for their intent: a
 * single one makes them in their order. Behind them a short queue, so that intents are asked for early. When it is full,
 * the thread that reads the rows waits. After a crash, what was queued is in doubt: the queue is no longer than it takes to keep
 * the callers busy.
 */
public final class CallExecutor extends ThreadPoolExecutor {
    private static final ThreadLocal<@Nullable Runnable> AFTER_NEXT = new ThreadLocal<>();

    public CallExecutor(int concurrency) {
        super(
                threads(concurrency),
                threads(concurrency),
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(2 * concurrency));
        allowCoreThreadTimeOut(true);
        AtomicInteger number = new AtomicInteger();
        setThreadFactory(task -> new Thread(task, "caller-" + number.incrementAndGet()));
        setRejectedExecutionHandler((task, pool) -> waitForRoom(task));
    }

    private static int threads(int concurrency) {
        return concurrency + concurrency / 4;
    }

    /**
     * What is to be run when the next task that this thread hands over has ended, however it did: by an error too, or
     * because it could not be taken. Camel does not tell the route that taps an exchange.
     */
    void afterNext(Runnable ending) {
        AFTER_NEXT.set(ending);
    }

    @Override
    public void execute(Runnable task) {
        Runnable ending = AFTER_NEXT.get();
        AFTER_NEXT.remove();
        if (ending == null) {
            super.execute(task);
            return;
        }
        Runnable ended = () -> {
            try {
                task.run();
            } finally {
                ending.run();
            }
        };
        try {
            super.execute(ended);
        } catch (RejectedExecutionException e) {
            ending.run();
            throw e;
        }
    }

    private void waitForRoom(Runnable task) {
        try {
            if (isShutdown()) {
                throw new RejectedExecutionException("the program stops");
            }
            getQueue().put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("interrupted while it waited for room", e);
        }
    }
}
