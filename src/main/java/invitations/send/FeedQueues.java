package invitations.send;

import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.store.LedgerException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code turns}: the drops of a feed are sent one at a time, in the order in which they lined up. The first
 * thread that comes for a feed sends all that wait in its line; others need not wait. Safe for any number of threads.
 */
public final class FeedQueues {
    private static final Logger LOG = LoggerFactory.getLogger(FeedQueues.class);

    private final Ledger ledger;
    private final BooleanSupplier isStopping;
    private final Map<String, Line> lines = new HashMap<>();

    /** @param isStopping whether nothing more is to be sent */
    FeedQueues(Ledger ledger, BooleanSupplier isStopping) {
        this.ledger = ledger;
        this.isStopping = isStopping;
    }

    /** What waits in a feed. Only for {@link FeedQueues}. */
    public static final class Line {
        private final String feed;
        private final Deque<Drop> waiting = new ArrayDeque<>();
        private final List<Drop> leftOpen = new ArrayList<>();
        private boolean isTaken;
        private boolean hasAnyEnded;
        private @Nullable Drop current;

        private Line(String feed) {
            this.feed = feed;
        }

        private boolean has(Drop drop) {
            return waiting.stream().anyMatch(other -> other.id().equals(drop.id()));
        }
    }

    /** Lets the drop be sent when those before it have ended. One that waits already keeps its place. */
    public synchronized Drop lineUp(Drop drop) {
        Line line = lines.computeIfAbsent(drop.feed(), Line::new);
        if (!line.has(drop)) {
            line.waiting.add(drop);
        }
        return drop;
    }

    /** The line of the drop's feed, for the thread that comes first; null when another one is at work on it. */
    public synchronized @Nullable Line take(Drop drop) {
        Line line = lines.get(drop.feed());
        if (line == null || line.isTaken) {
            return null;
        }
        line.isTaken = true;
        return line;
    }

    /** Goes on to the next drop of the line; false when there is none, and the line is given back. */
    public synchronized boolean goesOn(@Nullable Line line) {
        if (line == null) {
            return false;
        }
        ended(line);
        // Rows of theirs waited for people whom a drop behind them had claimed before a stop.
        if (line.waiting.isEmpty() && line.hasAnyEnded) {
            line.waiting.addAll(line.leftOpen);
            line.leftOpen.clear();
            line.hasAnyEnded = false;
        }
        if (line.waiting.isEmpty() || isStopping.getAsBoolean()) {
            lines.remove(line.feed);
            return false;
        }
        line.current = line.waiting.remove();
        return true;
    }

    /** The drop whose turn it is, as it is now. */
    public Drop next(Line line) {
        Drop drop;
        synchronized (this) {
            drop = Objects.requireNonNull(line.current);
        }
        return ledger.drops().now(drop);
    }

    /** Takes note that a drop could not be sent; the next one gets its turn. */
    public void failed(Drop drop, Throwable failure) {
        LOG.error("Drop {} could not be sent", drop.id(), failure);
    }

    /** {@return whether a line is between two drops: the drop that is to be sent next in it is not registered yet} */
    synchronized boolean isAnyBetween(Set<String> feedsAtWork) {
        return lines.entrySet().stream()
                .anyMatch(line -> line.getValue().isTaken
                        && line.getValue().current != null
                        && !feedsAtWork.contains(line.getKey()));
    }

    private void ended(Line line) {
        Drop before = line.current;
        line.current = null;
        if (before == null) {
            return;
        }
        try {
            if (ledger.drops().now(before).state() == DropState.SENDING) {
                line.leftOpen.add(before);
            } else {
                line.hasAnyEnded = true;
            }
        } catch (LedgerException e) {
            failed(before, e);
        }
    }
}
