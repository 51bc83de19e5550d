package invitations.cli.console;

import invitations.feed.FeedFolder;
import invitations.feed.FeedReader;
import invitations.home.HomeFolder;
import invitations.home.HomeInUseException;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.backup.LedgerHealth;
import invitations.ledger.operate.Commands;
import invitations.ledger.store.AuditTrail;
import invitations.operate.OperatorCommands;
import invitations.operate.PauseSwitch;
import invitations.operate.PersonErasure;
import invitations.report.Reports;
import invitations.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;

/** Where operators' commands are handed in: to the instance that works with the home, or to nobody but the ledger. */
public record CommandClient(CommandLine command, Settings settings) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** For what looks through the whole ledger. */
    public static final Duration LONG_PATIENCE = Duration.ofMinutes(2);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Has it done by the instance that works with the home, and tells what came of it. */
    public ExitCode hand(String verb, List<String> arguments) {
        return print(answer(verb, arguments, PATIENCE));
    }

    /** Has it done by the instance that works with the home; does it itself when there is none. */
    public Commands.Answer answer(String verb, List<String> arguments, Duration patience) {
        LedgerHealth.refuseLost(settings.home());
        if (!LedgerAccess.isThere(settings.home())) {
            return new Commands.Answer(true, TerminalText.nothingYet(settings.home()));
        }
        try (HomeFolder home = HomeFolder.take(settings);
                Ledger ledger = home.openLedger(settings, Clock.systemUTC())) {
            Reports reports = new Reports(ledger, home.root());
            OperatorCommands operator = new OperatorCommands(
                    ledger,
                    reports,
                    PersonErasure.of(settings, ledger, reports),
                    () -> {},
                    drop -> {},
                    feed -> FeedReader.approval(
                            FeedFolder.of(settings.home(), Clock.systemUTC()), feed, settings::text),
                    new PauseSwitch(home.root(), ledger));
            Commands.Answer answer = operator.act(new Commands.Command(0, verb, arguments, AuditTrail.account()));
            if (!answer.failed() && !ledger.drops().open().isEmpty()) {
                command.getErr().println("To go on with what is open: invitations resume, or start run.");
            }
            return answer;
        } catch (HomeInUseException inUse) {
            return answerOfInstance(verb, arguments, inUse, patience);
        }
    }

    /** Has it done by the instance that works with the home. */
    public ExitCode askInstance(String verb, List<String> arguments, HomeInUseException inUse) {
        return print(answerOfInstance(verb, arguments, inUse, PATIENCE));
    }

    private Commands.Answer answerOfInstance(
            String verb, List<String> arguments, HomeInUseException inUse, Duration patience) {
        try (Ledger ledger = LedgerAccess.openBeside(settings.home())) {
            Commands commands = ledger.commands();
            long id = commands.ask(verb, arguments, AuditTrail.account());
            long start = System.nanoTime();
            Optional<Commands.Answer> answer = commands.answer(id);
            while (answer.isEmpty() && System.nanoTime() - start < patience.toNanos()) {
                LockSupport.parkNanos(LOOK_NANOS);
                answer = commands.answer(id);
            }
            if (answer.isPresent()) {
                return answer.get();
            }
            if (commands.withdraw(id)) {
                throw inUse;
            }
            return commands.answer(id).orElseThrow(() -> inUse);
        }
    }

    /** Tells it, as it is. */
    public ExitCode print(Commands.Answer answer) {
        if (answer.failed()) {
            command.getErr().println("invitations: " + answer.text());
            return ExitCode.USAGE;
        }
        command.getOut().println(answer.text());
        return ExitCode.OK;
    }
}
