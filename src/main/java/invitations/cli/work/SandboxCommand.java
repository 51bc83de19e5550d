package invitations.cli.work;

import invitations.cli.console.ExitCode;
import invitations.cli.console.Version;
import invitations.sandbox.Sandbox;
import invitations.sandbox.config.SandboxSettings;
import invitations.settings.Property;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The vendor's API in small, to try things on. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Serves the API in small on this machine, until it is stopped. It e-mails nobody.")
public final class SandboxCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--port", defaultValue = "8099", description = "The port (default: ${DEFAULT-VALUE}; 0 = any).")
    private int port;

    @Option(names = "--key", defaultValue = "sandbox-key", description = "The key (default: ${DEFAULT-VALUE}).")
    private String key = "";

    @Option(names = "--latency", paramLabel = "MS", defaultValue = "0", description = "Milliseconds a call takes.")
    private int latency;

    @Option(names = "--record", paramLabel = "FILE", description = "Where each e-mail that it would send is noted.")
    private @Nullable Path record;

    @Override
    public Integer call() throws InterruptedException {
        SandboxSettings settings = SandboxSettings.withKey(key)
                .withPort(port)
                .withLatency(Duration.ofMillis(latency))
                .withoutRequests();
        if (record != null) {
            settings = settings.withRecordFile(record);
        }
        try (Sandbox sandbox = start(settings)) {
            spec.commandLine().getOut().println("export " + Property.API_BASE_URL.variable() + "=" + sandbox.url());
            spec.commandLine().getOut().println("export " + Property.API_KEY.variable() + "=" + key);
            spec.commandLine().getErr().println("GitBook's API is at " + sandbox.gitbookUrl());
            new CountDownLatch(1).await();
        }
        return ExitCode.OK.number();
    }

    private Sandbox start(SandboxSettings settings) {
        try {
            return Sandbox.start(settings);
        } catch (UncheckedIOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    e.getMessage() + " (" + e.getCause() + "); try another --port, or 0 for any",
                    e);
        }
    }
}
