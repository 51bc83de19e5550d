package invitations.cli;

import invitations.camel.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What SIGTERM and SIGINT do: calls on their way end, everything else stays in the ledger. Java exits with 143 or 130. */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private final Thread hook;

    private Signals(Thread hook) {
        this.hook = hook;
    }

    static Signals stop(Bundle bundle) {
        Thread hook = new Thread(
                () -> {
                    LOG.info("Stopping: no new calls; those on their way end first");
                    bundle.close();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Signals(hook);
    }

    /** From here on the bundle is closed by whoever started it. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // Then the hook does it.
        }
    }
}
