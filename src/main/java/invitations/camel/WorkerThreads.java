package invitations.camel;

import invitations.send.CallExecutor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;

/**
 * The threads of a bundle that are not Camel's own.
 *
 * @param intake read files that were taken, one file of a feed at a time
 * @param drops send drops, most of them waiting; their calls share one concurrency
 * @param callers make the calls
 */
record WorkerThreads(ExecutorService intake, ExecutorService drops, CallExecutor callers) {
    /** How many files are read at once, each of another feed: what a file takes in memory is bounded, but not little. */
    private static final int FILES_AT_ONCE = 4;

    /** More than homes have feeds: of each feed one drop is sent at a time, and may wait for hours until its time comes. */
    private static final int DROPS_AT_ONCE = 512;

    private static final int SECONDS_IDLE = 10;

    /**
     * Makes the pools.
     *
     * @param concurrency how many calls may be on their way at once
     */
    static WorkerThreads of(int concurrency) {
        return new WorkerThreads(
                Executors.newFixedThreadPool(FILES_AT_ONCE), waitingThreads(), new CallExecutor(concurrency));
    }

    private static ExecutorService waitingThreads() {
        // An idle thread takes the next drop; a new one is made only where none is idle.
        return new ThreadPoolExecutor(
                0,
                DROPS_AT_ONCE,
                SECONDS_IDLE,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                WorkerThreads::waitForThread);
    }

    /** Where all threads wait for hours, the one that brings a drop waits for the first of them; not while all stops. */
    private static void waitForThread(Runnable task, ThreadPoolExecutor drops) {
        try {
            while (!drops.isShutdown() && !drops.getQueue().offer(task, 1, TimeUnit.SECONDS)) {
                // Until a thread is idle.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void bindTo(Main main) {
        main.bind("intake-threads", intake);
        main.bind("drop-threads", drops);
        main.bind("caller-threads", callers);
    }

    /** Lets no new work begin; what is at work ends. */
    void shutdown() {
        intake.shutdown();
        drops.shutdown();
        callers.shutdown();
    }
}
