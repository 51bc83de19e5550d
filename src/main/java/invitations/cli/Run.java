package invitations.cli;

import invitations.camel.Bundle;
import invitations.settings.InvalidSettings;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Mixin
    private Options options = new Options();

    @Override
    public Integer call() throws InterruptedException, IOException {
        Logging.tellEverything();
        Settings settings = options.settings();
        try (Signals signals = new Signals()) {
            boolean stopped = false;
            while (!stopped) {
                Requirements.ofWatching(settings);
                try (Bundle bundle = Bundle.start(settings, Bundle.Mode.WATCH, null)) {
                    signals.stop(bundle);
                    LOG.info("Watching {}", settings.home().resolve("drop"));
                    settings = watch(bundle, settings);
                    stopped = bundle.sender().isStopping();
                }
            }
        }
        // After a signal nobody sees this. Otherwise the ledger failed, and whoever supervises the program starts it
        // again.
        return ExitCode.UNEXPECTED.number();
    }

    /** Until sending stops, or the settings' file has changed; answers the settings to go on with. */
    private Settings watch(Bundle bundle, Settings settings) throws InterruptedException, IOException {
        byte[] before = file(settings);
        while (!bundle.sender().awaitStop(LOOK)) {
            bundle.actOnCommands();
            byte[] now = file(settings);
            if (!Arrays.equals(before, now)) {
                before = now;
                try {
                    Settings changed = options.settings();
                    Requirements.ofWatching(changed);
                    Requirements.ofTheSameApi(bundle.ledger(), settings, changed);
                    LOG.info("The settings have changed: starting again with them");
                    return changed;
                } catch (InvalidSettings e) {
                    LOG.error("The settings have changed and cannot be used, so the old ones stay: {}", e.getMessage());
                }
            }
        }
        return settings;
    }

    private static byte[] file(Settings settings) throws IOException {
        Path file = settings.home().resolve("application.properties");
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
    }
}
