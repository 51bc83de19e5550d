package invitations.cli.work;

import invitations.base.DisplayText;
import invitations.base.PrivateFolders;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.sandbox.Sandbox;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.store.Mail;
import invitations.settings.Property;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main job, shown on the sandbox: nothing leaves the machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Shows the main job on the built-in sandbox. Nothing leaves this machine.")
public final class DemoCommand implements Callable<Integer> {
    private static final String KEY = "demo-key";
    private static final String MARK = ".demo";

    @Spec
    private CommandSpec spec;

    @Option(names = "--home", paramLabel = "DIR", defaultValue = "demo", description = "Its folder (default: ./demo).")
    private Path home = Path.of("demo");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        clear();
        Path file = home.resolve("people.csv");
        Path bundle = Path.of(Objects.requireNonNullElse(System.getProperty("invitations.bundle"), "."));
        Files.copy(bundle.resolve("samples").resolve("mixed.csv"), file);
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.withKey(KEY))) {
            out.println("A sandbox of the API answers at " + sandbox.url() + ". It e-mails nobody.");
            out.println();
            show(out, "The file " + file + ":", file);
            out.println("$ invitations send " + file);
            int code = send(sandbox, file);
            out.println("exit code " + code);
            out.println();
            show(
                    out,
                    "The rows that were not invited, with the reasons, to be mended and dropped again:",
                    deadLetters());
            out.println("$ invitations send " + file + "    (the same file again)");
            int again = send(sandbox, file);
            out.println("exit code " + again);
            out.println();
            return verdict(out, sandbox.record(), code, again);
        }
    }

    /** A demo clears what the one before left, and nothing else. */
    private void clear() throws IOException {
        if (Files.exists(home)) {
            if (!Files.exists(home.resolve(MARK)) && !isEmpty(home)) {
                throw new ParameterException(
                        spec.commandLine(), home + " is there and is not a demo's: expected another --home");
            }
            PrivateFolders.delete(home);
        }
        PrivateFolders.create(home);
        Files.createFile(home.resolve(MARK));
    }

    /** A start that was stopped may have left an empty folder. */
    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private int send(Sandbox sandbox, Path file) throws IOException {
        Map<String, String> environment = Map.of(
                Property.API_BASE_URL.variable(),
                sandbox.url(),
                Property.API_KEY.variable(),
                KEY,
                Property.GITBOOK_BASE_URL.variable(),
                sandbox.gitbookUrl(),
                Property.GITBOOK_TOKEN.variable(),
                KEY,
                Property.ORG.variable(),
                "acme",
                Property.USERNAME.variable(),
                "demo",
                // The sandbox acts at once, and its lists are never late.
                Property.SETTLE_TIME.variable(),
                "500ms",
                Property.HOME.variable(),
                home.toString());
        return new SendRun(spec.commandLine(), new Options().settings(environment), "default", true, null, false, false)
                .of(List.of(file))
                .number();
    }

    private Path deadLetters() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("done"))) {
            return files.filter(file -> file.endsWith("dead-letter.csv"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void show(PrintWriter out, String title, Path file) throws IOException {
        out.println(title);
        Files.readAllLines(file).forEach(line -> out.println("    " + DisplayText.printable(line)));
        out.println();
    }

    private int verdict(PrintWriter out, List<Mail> mails, int code, int again) throws IOException {
        long people = mails.stream()
                .collect(Collectors.groupingBy(mail -> mail.target() + mail.key() + mail.email() + mail.username()))
                .size();
        out.println("The sandbox noted " + mails.size() + " invitations for " + people + " people and targets: "
                + (mails.size() == people ? "nobody was invited twice." : "somebody was invited twice!"));
        out.println("Reports, ledger and input are in " + home + ". Next: README.md, \"Your first real invitation\".");
        // The same file again says so too: rows are there for which somebody must act.
        boolean asExpected = mails.size() == people && code == ExitCode.SOME_NOT_INVITED.number() && again == code;
        return (asExpected ? ExitCode.OK : ExitCode.UNEXPECTED).number();
    }
}
