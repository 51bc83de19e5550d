package invitations.cli;

import invitations.base.DiskFullException;
import invitations.cli.ask.CheckConfigCommand;
import invitations.cli.ask.CheckEmailCommand;
import invitations.cli.ask.DoctorCommand;
import invitations.cli.ask.JoinCommand;
import invitations.cli.ask.LicencesCommand;
import invitations.cli.ask.LinksCommand;
import invitations.cli.ask.ListInvitationsCommand;
import invitations.cli.ask.TemplateCommand;
import invitations.cli.console.Environment;
import invitations.cli.console.ExitCode;
import invitations.cli.console.LastingLogs;
import invitations.cli.console.Logging;
import invitations.cli.console.OutOfMemory;
import invitations.cli.console.PrintableWriter;
import invitations.cli.console.SecondSignal;
import invitations.cli.console.Version;
import invitations.cli.operate.ApproveCommand;
import invitations.cli.operate.AuditTrailCommand;
import invitations.cli.operate.BackupCommand;
import invitations.cli.operate.DecideCommand;
import invitations.cli.operate.DiscardCommand;
import invitations.cli.operate.FollowUpCommand;
import invitations.cli.operate.ForgetCommand;
import invitations.cli.operate.PauseCommand;
import invitations.cli.operate.PurgeCommand;
import invitations.cli.operate.ReportCommand;
import invitations.cli.operate.RestoreCommand;
import invitations.cli.operate.RestoredCommand;
import invitations.cli.operate.StatusCommand;
import invitations.cli.operate.VerifyCommand;
import invitations.cli.work.CheckCommand;
import invitations.cli.work.DemoCommand;
import invitations.cli.work.RemasterCommand;
import invitations.cli.work.ReplayCommand;
import invitations.cli.work.ResumeCommand;
import invitations.cli.work.RunCommand;
import invitations.cli.work.SandboxCommand;
import invitations.cli.work.SendCommand;
import invitations.cli.work.WarmUpCommand;
import invitations.home.HomeInUseException;
import invitations.home.UnusableHomeException;
import invitations.ledger.store.LedgerRefusedException;
import invitations.ledger.store.OwnershipLostException;
import invitations.settings.InvalidSettingsException;
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
            RunCommand.class,
            SendCommand.class,
            RemasterCommand.class,
            CheckCommand.class,
            CheckConfigCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            ApproveCommand.class,
            DiscardCommand.class,
            ResumeCommand.class,
            ReplayCommand.class,
            DecideCommand.class,
            VerifyCommand.class,
            AuditTrailCommand.class,
            ForgetCommand.class,
            PauseCommand.class,
            PurgeCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RestoredCommand.class,
            FollowUpCommand.class,
            ListInvitationsCommand.class,
            LicencesCommand.class,
            CheckEmailCommand.class,
            LinksCommand.class,
            JoinCommand.class,
            TemplateCommand.class,
            DoctorCommand.class,
            DemoCommand.class,
            SandboxCommand.class,
            WarmUpCommand.class
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
    public static int run(PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
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
        ExitCode code = failure instanceof InvalidSettingsException
                        || failure instanceof LedgerRefusedException
                        || failure instanceof UnusableHomeException
                ? ExitCode.CONFIGURATION
                : failure instanceof HomeInUseException || failure instanceof OwnershipLostException
                        ? ExitCode.IN_USE
                        : failure instanceof DiskFullException ? ExitCode.UNFINISHED : ExitCode.UNEXPECTED;
        if (code == ExitCode.UNEXPECTED) {
            LoggerFactory.getLogger(Invitations.class).error("Unexpected error", failure);
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("invitations: " + SecretMask.mask(message));
        return code.number();
    }
}
