package invitations.send;

import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.send.OpenRows;
import invitations.send.flow.CircuitBreakers;
import invitations.settle.Lookup;
import invitations.settle.LookupRound;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked about the rows of a drop of which it is not known whether the API acted. Used by the thread that reads the
 * rows.
 */
final class SettleCycle {
    private static final Logger LOG = LoggerFactory.getLogger(SettleCycle.class);

    private final Ledger ledger;
    private final Drop drop;
    private final CircuitBreakers breakers;
    private final Supplier<LookupRound> readings;
    private @Nullable LookupRound round;
    private boolean told;
    private OpenRows.Range sendable = OpenRows.Range.ALL;

    SettleCycle(Ledger ledger, Drop drop, CircuitBreakers breakers, Supplier<LookupRound> readings) {
        this.ledger = ledger;
        this.drop = drop;
        this.breakers = breakers;
        this.readings = readings;
    }

    /** The questions of the next step of a reading; none when it is not time. */
    Iterator<Lookup> questions() {
        Set<String> closed = breakers.unavailableToLookups().targets();
        if (round == null && untilQuestion(closed).filter(Duration::isZero).isPresent()) {
            round = readings.get();
        }
        if (round == null) {
            return Collections.emptyIterator();
        }
        Iterator<Lookup> questions = round.next(closed);
        OpenRows.Range lookedUp = round.lookedUp();
        round = round.isOver() ? null : round;
        sendable = round == null || lookedUp == null ? OpenRows.Range.ALL : lookedUp;
        return questions;
    }

    /** The rows that the next pass sends: all of the drop, or while rows are looked up those that were last. */
    OpenRows.Range sendable() {
        return sendable;
    }

    /** {@return whether a reading has another step} */
    boolean isReading() {
        return round != null;
    }

    /**
     * {@return how long until there is something to ask: zero while a reading is under way; empty when nothing is in doubt}
     *
     * @param closed targets that cannot be asked
     */
    Optional<Duration> untilQuestion(Set<String> closed) {
        return round == null ? ledger.lookupRows().untilDue(drop, closed) : Optional.of(Duration.ZERO);
    }

    /** {@return whether any row is in doubt} */
    boolean areLeft() {
        return ledger.lookupRows().isAnyLeft(drop);
    }

    /** Logs once a drop that sending waits for a lookup. */
    void tell(Duration wait) {
        if (!told) {
            told = true;
            LOG.warn(
                    "Drop {}: it is not known of every call whether it reached the API; asking it in {} s",
                    drop.id(),
                    wait.toSeconds() + 1);
        }
    }
}
