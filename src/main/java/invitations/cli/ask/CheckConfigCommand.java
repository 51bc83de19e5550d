package invitations.cli.ask;

import invitations.base.DisplayText;
import invitations.cli.console.ApiCommand;
import invitations.cli.console.ExitCode;
import invitations.cli.console.JsonLines;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.operate.ConfigurationCheck;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks what operators write, without data. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Checks all settings, the files of feeds and the list of those who want no invitation. Reads no"
                + " file of people's, and calls nobody.")
public final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--json", description = "Print the findings as JSON, one object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        // Wrong settings of the program itself have stopped it before this.
        Settings settings = options.settings();
        return new ApiCommand(spec.commandLine(), settings).run(session -> {
            List<ConfigurationCheck.Finding> findings =
                    new ConfigurationCheck(settings, session.targets(), Clock.systemUTC(), System::nanoTime).findings();
            findings.forEach(this::print);
            boolean allRight = findings.stream().allMatch(ConfigurationCheck.Finding::isRight);
            if (!json) {
                spec.commandLine()
                        .getOut()
                        .println(allRight ? "The configuration can be used." : "The configuration cannot be used.");
            }
            return allRight ? ExitCode.OK : ExitCode.CONFIGURATION;
        });
    }

    private void print(ConfigurationCheck.Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonLines.MAPPER
                    .createObjectNode()
                    .put("file", finding.file())
                    .put("ok", finding.isRight())
                    .put("message", finding.message()));
        } else {
            String file = DisplayText.printable(finding.file());
            String message = DisplayText.printable(finding.message());
            // A mistake names the file, with its line, by itself.
            out.println(
                    finding.isRight()
                            ? file + ": ok; " + message
                            : message.startsWith(file) ? message : file + ": " + message);
        }
    }
}
