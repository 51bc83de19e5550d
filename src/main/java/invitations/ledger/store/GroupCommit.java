package invitations.ledger.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
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
    private final LongSupplier ticker;
    private final BlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::commitUntilClosed, "ledger-writer");
    /** Why nothing is written any more. */
    private volatile @Nullable LedgerException end;

    /**
     * @param delay added to each commit, to see what a slow disk would do
     * @param ticker nanoseconds, as {@link System#nanoTime()} counts them
     */
    GroupCommit(Statements statements, Duration delay, LongSupplier ticker) {
        this.ticker = ticker;
        this.statements = statements;
        this.delayNanos = delay.toNanos();
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Queues a write. Writes are done in the order in which they were queued.
     *
     * @param urgent whether somebody waits for it; other writes linger up to 5 ms for company
     * @return done when it is durable; fails with {@link LedgerException}, as do all writes after a failed one. What hangs
     *     on it is run by the writer's thread, and must not wait for another write.
     */
    <T> CompletableFuture<T> submit(Statements.Work<T> work, boolean urgent) {
        Write<T> write = new Write<>(work, urgent);
        enqueue(write);
        return write.done;
    }

    private void enqueue(Write<?> write) {
        queue.add(write);
        LedgerException ended = end;
        if (ended != null) {
            failQueued(ended);
        }
    }

    private void commitUntilClosed() {
        List<Write<?>> group = new ArrayList<>();
        try {
            boolean isLast = false;
            while (!isLast) {
                gather(group);
                isLast = group.stream().anyMatch(Write::isLast);
                commit(group);
                group.clear();
            }
            end(new LedgerException("the ledger is closed"));
        } catch (Throwable e) {
            // Of whatever kind: if this thread died in silence, every caller would wait for ever.
            LedgerException failure = e instanceof OwnershipLostException lost
                    ? lost
                    : new LedgerException("the ledger cannot be written: " + e.getMessage(), e);
            rollback(failure);
            group.forEach(write -> write.done.completeExceptionally(failure));
            end(failure);
        }
    }

    private void gather(List<Write<?>> group) throws InterruptedException {
        group.add(queue.take());
        queue.drainTo(group, GROUP_LIMIT - 1);
        long deadline = ticker.getAsLong() + LINGER_NANOS;
        while (group.size() < GROUP_LIMIT && group.stream().noneMatch(Write::isUrgent)) {
            Write<?> next = queue.poll(deadline - ticker.getAsLong(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            group.add(next);
            queue.drainTo(group, GROUP_LIMIT - group.size());
        }
    }

    private void commit(List<Write<?>> group) throws SQLException {
        statements.begin();
        for (Write<?> write : group) {
            write.run(statements);
        }
        statements.commit();
        if (delayNanos > 0) {
            LockSupport.parkNanos(delayNanos);
        }
        group.forEach(Write::answer);
    }

    private void rollback(LedgerException failure) {
        try {
            statements.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void end(LedgerException reason) {
        end = reason;
        failQueued(reason);
    }

    private void failQueued(LedgerException reason) {
        for (Write<?> write = queue.poll(); write != null; write = queue.poll()) {
            write.done.completeExceptionally(reason);
        }
    }

    /** Commits what is queued, then ends. */
    @Override
    public void close() {
        enqueue(new Write<>(null, true));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // The file must not be closed under the writer's hands.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A queued write; without work it is the last one. */
    private static final class Write<T> {
        private final Statements.@Nullable Work<T> work;
        private final boolean urgent;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;

        Write(Statements.@Nullable Work<T> work, boolean urgent) {
            this.work = work;
            this.urgent = urgent;
        }

        boolean isLast() {
            return work == null;
        }

        boolean isUrgent() {
            return urgent;
        }

        void run(Statements statements) throws SQLException {
            if (work != null) {
                result = work.on(statements);
            }
        }

        /** Tells the result, when the whole group is durable. */
        void answer() {
            done.complete(result);
        }
    }
}
