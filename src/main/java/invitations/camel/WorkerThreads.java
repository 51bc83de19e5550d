package invitations.camel;

import invitations.send.CallExecutor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
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

    private static final int SECONDS_IDLE = 60;

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
        ThreadPoolExecutor drops = new ThreadPoolExecutor(
                DROPS_AT_ONCE, DROPS_AT_ONCE, SECONDS_IDLE, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        drops.allowCoreThreadTimeOut(true);
        return drops;
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
