package invitations.cli;

import invitations.camel.Bundle;
import invitations.settings.Settings;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Watches until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Watches the drop folder and sends what is dropped, until it is stopped.")
final class Run implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    @Mixin
    private Options options = new Options();

    @Override
    public Integer call() throws InterruptedException {
        Logging.tellEverything();
        Settings settings = options.settings();
        Requirements.of(settings);
        try (Signals signals = new Signals();
                Bundle bundle = Bundle.start(settings, Bundle.Mode.WATCH, null)) {
            signals.stop(bundle);
            LOG.info("Watching {}", settings.home().resolve("drop"));
            bundle.sender().awaitStop();
        }
        // After a signal nobody sees this. Otherwise the ledger failed, and whoever supervises the program starts it
        // again.
        return ExitCode.UNEXPECTED.number();
    }
}
