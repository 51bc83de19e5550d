package invitations.cli;

import invitations.camel.HomeInUse;
import invitations.camel.NoRoomException;
import invitations.camel.UnusableHome;
import invitations.ledger.LedgerRefused;
import invitations.ledger.OwnershipLostException;
import invitations.settings.InvalidSettings;
import invitations.settings.SecretMask;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. */
@Command(
        name = "invitations",
        description = "Turns CSV files into invitations, and brings back a report and a dead-letter file.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "<verb>",
        subcommands = {
            Run.class,
            Send.class,
            Check.class,
            CheckConfig.class,
            Status.class,
            Report.class,
            Approve.class,
            Resume.class,
            Replay.class,
            Decide.class,
            Verify.class,
            AuditTrail.class,
            Forget.class,
            Purge.class,
            Backup.class,
            Restore.class,
            Restored.class,
            FollowUp.class,
            ListInvitations.class,
            Licences.class,
            CheckEmail.class,
            Links.class,
            Join.class,
            Template.class,
            Doctor.class,
            Demo.class,
            SandboxServer.class,
            WarmUp.class
        },
        footer = {
            "",
            "Exit codes:",
            "  0   all done               6    authentication or permission",
            "  1   unexpected error       7    held, or not confirmed",
            "  2   usage                  8    another instance has the home",
            "  3   some rows not invited  78   configuration",
            "  4   a file was refused     130, 143   stopped by a signal,",
            "  5   API away, rows open               resumable",
            "                             138  out of memory, resumable"
        })
public final class Invitations implements Environment {

    private final Map<String, String> environment;

    /** For those who want to look at the options only. */
    public Invitations() {
        this(Map.of());
    }

    private Invitations(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs a verb and exits with its code. */
    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
        Logging.start();
        OutOfMemory.watch();
        SecondSignal.watch();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, System.getenv(), arguments);
        if (out.checkError()) {
            err.println("invitations: not everything could be written to the standard output; is its disk full?");
            code = code == ExitCode.OK.number() ? ExitCode.UNEXPECTED.number() : code;
        }
        System.exit(code);
    }

    /** Runs a verb and answers its exit code. */
    static int run(PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
        return new CommandLine(new Invitations(environment))
                // Of letters that are styled, nobody could tell who has styled them.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(new PrintableWriter(out), true))
                .setErr(new PrintWriter(new PrintableWriter(err), true))
                .setExecutionExceptionHandler(Invitations::explain)
                .setParameterExceptionHandler(Invitations::explainUsage)
                .execute(arguments);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    private static int explainUsage(CommandLine.ParameterException failure, String... arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("invitations: " + SecretMask.mask(String.valueOf(failure.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println(
                "Try 'invitations " + (command.getParent() == null ? "" : command.getCommandName() + " ") + "--help'.");
        return ExitCode.USAGE.number();
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        ExitCode code = failure instanceof InvalidSettings
                        || failure instanceof LedgerRefused
                        || failure instanceof UnusableHome
                ? ExitCode.CONFIGURATION
                : failure instanceof HomeInUse || failure instanceof OwnershipLostException
                        ? ExitCode.IN_USE
                        : failure instanceof NoRoomException ? ExitCode.UNFINISHED : ExitCode.UNEXPECTED;
        if (code == ExitCode.UNEXPECTED) {
            LoggerFactory.getLogger(Invitations.class).error("Unexpected error", failure);
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("invitations: " + SecretMask.mask(message));
        return code.number();
    }
}
