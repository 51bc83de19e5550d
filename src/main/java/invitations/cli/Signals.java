package invitations.cli;

import invitations.camel.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What SIGTERM and SIGINT do: calls on their way end, everything else stays in the ledger. Java exits with 143 or 130. */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** From here on a signal stops the bundle, and the program ends when it is closed. */
    static void stop(Bundle bundle) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (bundle.isOpen()) {
                                LOG.info("Stopping: no new calls; those on their way end first");
                                bundle.stop();
                                bundle.awaitClose();
                            }
                        },
                        "stop"));
    }
}
