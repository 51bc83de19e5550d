package invitations.camel.steps;

import invitations.intake.inbox.Quarantine;
import invitations.intake.inbox.WorkFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code intake-queues}: files that were taken wait here to be read, in a queue for each feed. The files of a feed
 * are read one at a time, in the order in which they were taken; a file that takes long holds up no other feed. The first
 * thread that comes for a feed reads all that wait in its queue. After a stop or a crash the work folder has them all. Safe
 * for any number of threads.
 */
public final class IntakeQueues {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeQueues.class);

    private final ReceiveDropSteps receiving;
    private final BooleanSupplier isStopping;
    private final Map<String, Queue> queues = new HashMap<>();

    /** @param isStopping whether no further file is to be read */
    public IntakeQueues(ReceiveDropSteps receiving, BooleanSupplier isStopping) {
        this.receiving = receiving;
        this.isStopping = isStopping;
    }

    /** What waits in a feed. Only for {@link IntakeQueues}. */
    public static final class Queue {
        private final String feed;
        private final Deque<WorkFile> waiting = new ArrayDeque<>();
        private boolean isTaken;

        private Queue(String feed) {
            this.feed = feed;
        }
    }

    /** Lets the file be read when those before it have been. */
    public synchronized WorkFile enqueue(WorkFile arrival) {
        queues.computeIfAbsent(arrival.feed(), Queue::new).waiting.add(arrival);
        return arrival;
    }

    /** The queue of the file's feed, for the thread that comes first; null when another one reads it. */
    public synchronized @Nullable Queue take(WorkFile arrival) {
        Queue queue = queues.get(arrival.feed());
        if (queue == null || queue.isTaken) {
            return null;
        }
        queue.isTaken = true;
        return queue;
    }

    /** {@return whether a file of the queue is to be read; where none is, the queue is given back} */
    public synchronized boolean goesOn(@Nullable Queue queue) {
        if (queue == null) {
            return false;
        }
        if (queue.waiting.isEmpty() || isStopping.getAsBoolean()) {
            queues.remove(queue.feed, queue);
            return false;
        }
        return true;
    }

    /** The next file. */
    public synchronized WorkFile next(Queue queue) {
        return Objects.requireNonNull(queue.waiting.poll());
    }

    /** Takes note that a file could neither be read nor refused; the next one gets its turn, whatever went wrong. */
    public void failed(WorkFile arrival, Throwable failure) {
        try {
            receiving.failed(arrival, failure);
        } catch (RuntimeException e) {
            LOG.error("work/{} waits for the next start: {}", Quarantine.logged(arrival.work()), e.toString());
        }
    }
}
