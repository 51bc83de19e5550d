package invitations.send;

import invitations.ledger.send.TargetPauses;
import invitations.send.flow.CircuitBreakerListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the ledger what happens to targets, so that {@code status} can show it from outside. */
public record LedgerBreakerListener(TargetPauses pauses) implements CircuitBreakerListener {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerBreakerListener.class);

    @Override
    public void opened(String target, Duration wait, String reason) {
        pauses.paused(target, wait, reason);
        LOG.info("Target {} waits {} s: {}", target, wait.toSeconds() + 1, reason);
    }

    @Override
    public void stopped(String what, String reason) {
        pauses.stopped(what, reason);
        LOG.error("{} is not called any more: {}", what, reason);
    }

    @Override
    public void closed(String target) {
        pauses.opened(target);
    }
}
