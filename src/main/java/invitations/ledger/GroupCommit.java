package invitations.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the ledger: a thread that takes whatever is queued and commits it at once. A commit costs a disk
 * its whole latency, so hundreds of writes share one. Safe for any number of threads.
 */
final class GroupCommit implements AutoCloseable {
    /** How long a write that nobody waits for may wait for company. */
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int GROUP_LIMIT = 2_000;

    private final Statements statements;
    private final long delayNanos;
    private final BlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::commitUntilClosed, "ledger-writer");
    private volatile @Nullable LedgerFailure failure;

    /** @param delay added to each commit, to see what a slow disk would do */
    GroupCommit(Statements statements, Duration delay) {
        this.statements = statements;
        this.delayNanos = delay.toNanos();
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Queues a write.
     *
     * @param urgent whether somebody waits for it; other writes linger up to 5 ms for company
     * @return done when it is durable; fails with {@link LedgerFailure}, as do all writes after a failed one
     */
    <T> CompletableFuture<T> submit(Statements.Work<T> work, boolean urgent) {
        Write<T> write = new Write<>(work, urgent, new CompletableFuture<>());
        queue.add(write);
        return write.done;
    }

    private void commitUntilClosed() {
        List<Write<?>> group = new ArrayList<>();
        boolean open = true;
        while (open) {
            try {
                group.clear();
                group.add(queue.take());
                gather(group);
                open = group.stream().noneMatch(Write::isLast);
                commit(group);
            } catch (InterruptedException e) {
                fail(group, new LedgerFailure("the ledger's writer was interrupted", e));
                return;
            }
        }
    }

    private void gather(List<Write<?>> group) throws InterruptedException {
        long deadline = System.nanoTime() + LINGER_NANOS;
        queue.drainTo(group, GROUP_LIMIT);
        while (group.size() < GROUP_LIMIT && group.stream().noneMatch(Write::urgent)) {
            Write<?> next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            group.add(next);
            queue.drainTo(group, GROUP_LIMIT - group.size());
        }
    }

    private void commit(List<Write<?>> group) {
        LedgerFailure earlier = failure;
        if (earlier != null) {
            fail(group, earlier);
            return;
        }
        try {
            List<Runnable> answers = new ArrayList<>(group.size());
            for (Write<?> write : group) {
                answers.add(write.run(statements));
            }
            statements.commit();
            if (delayNanos > 0) {
                LockSupport.parkNanos(delayNanos);
            }
            answers.forEach(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LedgerFailure failed = new LedgerFailure("the ledger cannot be written: " + e.getMessage(), e);
            failure = failed;
            rollback(failed);
            fail(group, failed);
        }
    }

    private void rollback(LedgerFailure failed) {
        try {
            statements.rollback();
        } catch (SQLException e) {
            failed.addSuppressed(e);
        }
    }

    private static void fail(List<Write<?>> group, LedgerFailure failure) {
        group.forEach(write -> write.done.completeExceptionally(failure));
    }

    /** Commits what is queued, then ends. */
    @Override
    public void close() {
        Write<Boolean> last = new Write<>(null, true, new CompletableFuture<>());
        queue.add(last);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A queued write; without work it is the last one. */
    private record Write<T>(Statements.@Nullable Work<T> work, boolean urgent, CompletableFuture<T> done) {

        boolean isLast() {
            return work == null;
        }

        /** Does the work; what it answers is told when the whole group is durable. */
        Runnable run(Statements statements) throws SQLException {
            if (work == null) {
                return () -> {};
            }
            T answer = work.on(statements);
            return () -> done.complete(answer);
        }
    }
}
