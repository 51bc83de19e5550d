package invitations.cli.console;

import invitations.camel.InvitationRuntime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SIGTERM and SIGINT do: calls on their way end, everything else stays in the ledger. The verb notices the stop,
 * says how far it came and closes the bundle; Java waits for that, as long as a request may take, and exits with 143 or
 * 130. What is not over by then is durable as an intent.
 * Before the start is done it waits for the calls alone: what is read from a file meanwhile is read again by the next start.
 */
public final class Signals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile @Nullable InvitationRuntime runtime;
    private volatile Duration atMost = Duration.ZERO;
    private volatile boolean started;
    private volatile boolean asking;
    private volatile boolean stopping;

    public Signals() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on a signal stops this bundle, whose start is not done yet. */
    public void starting(InvitationRuntime made) {
        started = false;
        runtime = made;
        if (stopping) {
            made.sending().stop();
        }
    }

    /**
     * The start of this bundle is done: a signal waits for the verb.
     *
     * @param longest for how long the process waits for that; then it ends all the same
     */
    public void stop(InvitationRuntime ready, Duration longest) {
        atMost = longest;
        runtime = ready;
        started = true;
        if (stopping) {
            ready.sending().stop();
        }
    }

    /** Asks the person in front of the program. A signal meanwhile ends it at once: nothing is on its way. */
    public Optional<String> ask(String question) {
        asking = true;
        try {
            return Terminal.ask(question);
        } finally {
            asking = false;
        }
    }

    private void stop() {
        stopping = true;
        InvitationRuntime stopped = runtime;
        if (stopped == null || asking) {
            return;
        }
        // A warning, since a verb that prints results shows no less: who waits for the end has to know for what.
        LOG.warn("Stopping: no new calls; those on their way end first, for which a second signal does not wait");
        stopped.sending().stop();
        try {
            if (!started) {
                stopped.sending().awaitCalls();
            } else if (!finished.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Stopped before all was done; what was on its way counts as uncertain at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called when the bundle is closed. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // Then the hook is done already.
        }
    }
}
