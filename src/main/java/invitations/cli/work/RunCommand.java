package invitations.cli.work;

import invitations.camel.InvitationRuntime;
import invitations.camel.RuntimeListener;
import invitations.cli.console.ExitCode;
import invitations.cli.console.HomeChoice;
import invitations.cli.console.Logging;
import invitations.cli.console.Options;
import invitations.cli.console.Signals;
import invitations.cli.console.Version;
import invitations.home.HomeInUseException;
import invitations.operate.MissingFiles;
import invitations.settings.Property;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Watches until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Watches the drop folder and sends what is dropped, until it is stopped.")
public final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(
            names = "--new-home",
            description = "Make a new home at the default place without asking; it knows of nobody invited before.")
    private boolean newHome;

    @Override
    public Integer call() throws InterruptedException {
        Logging.tellEverything();
        SettingsWatch watch = new SettingsWatch(options::settings);
        StartChecks.ofWatching(watch.settings(), Clock.systemUTC());
        if (!HomeChoice.admit(spec.commandLine(), watch.settings(), newHome)) {
            return ExitCode.HELD.number();
        }
        TemporaryFolder.sweep(watch.settings().home(), Clock.systemUTC());
        try (Signals signals = new Signals()) {
            boolean stopped = false;
            while (!stopped) {
                try (InvitationRuntime runtime = start(watch, signals)) {
                    signals.stop(runtime, watch.settings().duration(Property.REQUEST_TIMEOUT));
                    LOG.info("Watching {}", watch.settings().home().resolve("drop"));
                    work(runtime, watch);
                    stopped = runtime.sending().isStopping();
                }
            }
        }
        // After a signal nobody sees this. Otherwise the ledger failed, and the supervisor of the program starts it
        // again.
        return ExitCode.UNEXPECTED.number();
    }

    /** {@return where nothing can be started with settings that have changed, those of before are taken again} */
    private static InvitationRuntime start(SettingsWatch watch, Signals signals) {
        try {
            return InvitationRuntime.start(
                    watch.settings(), InvitationRuntime.Mode.WATCH, RuntimeListener.made(signals::starting));
        } catch (HomeInUseException e) {
            throw e;
        } catch (RuntimeException e) {
            if (!watch.goBack(e)) {
                throw e;
            }
            return InvitationRuntime.start(
                    watch.settings(), InvitationRuntime.Mode.WATCH, RuntimeListener.made(signals::starting));
        }
    }

    /** Until sending stops, or there are other settings. */
    private static void work(InvitationRuntime runtime, SettingsWatch watch) throws InterruptedException {
        boolean isChanged = false;
        MissingFiles missing = new MissingFiles(watch.settings().home(), runtime.ledger(), Clock.systemUTC());
        while (!isChanged && !runtime.sending().awaitStop(LOOK)) {
            runtime.ledger().intents().checkOwnership();
            runtime.actOnCommands();
            missing.tell();
            isChanged = watch.look(changed -> {
                StartChecks.ofWatching(changed, Clock.systemUTC());
                StartChecks.ofAccess(changed);
                StartChecks.ofTheSameApi(runtime.ledger(), watch.settings(), changed);
            });
        }
        // What stopped it may be that another instance has taken the home over.
        runtime.ledger().intents().checkOwnership();
    }
}
