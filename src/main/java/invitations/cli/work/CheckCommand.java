package invitations.cli.work;

import invitations.base.DisplayText;
import invitations.camel.InvitationRuntime;
import invitations.cli.console.ExitCode;
import invitations.cli.console.FeedOption;
import invitations.cli.console.Logging;
import invitations.cli.console.Options;
import invitations.cli.console.TerminalText;
import invitations.cli.console.Version;
import invitations.feed.FeedFolder;
import invitations.intake.inbox.WorkFile;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.report.Destination;
import invitations.report.Destinations;
import invitations.report.PlanSummary;
import invitations.report.Summary;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks files and calls nobody. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Checks the files: prints what is wrong with their rows and what would be sent. Calls nobody.")
public final class CheckCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--feed", defaultValue = FeedFolder.DEFAULT, description = "The feed whose settings count.")
    private String feed = FeedFolder.DEFAULT;

    @Option(names = "--json", description = "Print the findings as JSON, one object a line.")
    private boolean json;

    @Option(
            names = "--plan",
            paramLabel = "FILE.csv",
            description = "Write the plan there, row by row: what would become of each.")
    private @Nullable Path plan;

    @Option(
            names = "--precheck",
            description = "Ask the API's lists for each person who would be invited. Invites nobody.")
    private boolean precheck;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files, or what they are packed in.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
        Settings settings = options.settings();
        InputFiles.check(spec.commandLine(), settings.home(), files);
        FeedOption.check(spec.commandLine(), settings, feed, Clock.systemUTC());
        PlanFiles plans = plan == null ? null : PlanFiles.of(spec.commandLine(), settings.home(), plan, files);
        try (TemporaryHome scratch = TemporaryHome.of(settings.home(), Clock.systemUTC(), System::nanoTime)) {
            try {
                return check(settings, scratch, plans);
            } catch (IOException | RuntimeException e) {
                if (scratch.isDiscarded()) {
                    return ExitCode.UNEXPECTED.number();
                }
                throw e;
            }
        }
    }

    private int check(Settings settings, TemporaryHome scratch, @Nullable PlanFiles plans) throws IOException {
        Set<ExitCode> codes = new TreeSet<>();
        try (InvitationRuntime runtime = InvitationRuntime.start(
                settings.with(Property.HOME, scratch.home().toString()), InvitationRuntime.Mode.ONCE, null)) {
            PlanPreview preview = new PlanPreview(runtime, plans);
            for (Path file : files) {
                WorkFile arrival;
                try {
                    arrival = runtime.receiving().copy(file, feed, true);
                } catch (FileRefusedException notTaken) {
                    spec.commandLine().getOut().println(InputFiles.refused(file, notTaken, json));
                    codes.add(ExitCode.FILE_REFUSED);
                    continue;
                }
                for (Drop drop : runtime.receive(arrival)) {
                    if (scratch.isDiscarded()) {
                        return ExitCode.UNEXPECTED.number();
                    }
                    String name = TerminalText.label(file.toString(), DisplayText.printable(drop.fileName()));
                    codes.add(examine(settings, name, runtime, drop, preview));
                }
            }
        }
        return ExitCode.worst(codes).number();
    }

    /** Compares with what the home's ledger knows, where it has one. */
    private ExitCode examine(Settings settings, String file, InvitationRuntime runtime, Drop drop, PlanPreview preview)
            throws IOException {
        if (drop.state() != DropState.HELD) {
            return print(runtime, file, drop, null);
        }
        try (Ledger known =
                LedgerAccess.openToRead(settings.home(), settings.apiIdentity()).orElse(null)) {
            if (known != null && isProcessed(known, file, runtime, drop)) {
                return ExitCode.OK;
            }
            if (known != null) {
                runtime.ledger().leaveOutInvitedBy(known, drop);
            }
            Optional<ExitCode> unsure =
                    precheck ? preview.lookUp(drop, file, spec.commandLine().getErr()) : Optional.empty();
            preview.write(drop);
            ExitCode printed = print(runtime, file, drop, preview.of(drop, known));
            return unsure.orElse(printed);
        }
    }

    /** Prints that sending the file would find nothing left to do, where that is so; answers whether it is. */
    private boolean isProcessed(Ledger known, String file, InvitationRuntime runtime, Drop drop) {
        Optional<Drop> same = known.drops().find(drop.feed(), drop.content());
        if (same.isEmpty()
                || same.get().state() != DropState.REPORTED
                || Summary.of(known, same.get()).count(RowStatus.UNPROCESSED) > 0
                || !known.verification()
                        .comparison(same.get())
                        .compare(runtime.ledger().drops().readings(), drop)) {
            return false;
        }
        String id = same.get().id();
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? CheckJson.processed(file, id)
                                : DisplayText.printable(file) + ": already processed by drop " + id
                                        + "; nothing would be sent.");
        return true;
    }

    /** @param preview what the plan would do; null for a file that was refused */
    private ExitCode print(InvitationRuntime runtime, String file, Drop drop, @Nullable PlanSummary preview) {
        Ledger ledger = runtime.ledger();
        Summary summary = Summary.of(ledger, drop);
        PrintWriter out = spec.commandLine().getOut();
        if (summary.isRefused()) {
            out.println(json ? CheckJson.refusal(file, drop) : DisplayText.printable(file + ": " + summary.sentence()));
            return ExitCode.FILE_REFUSED;
        }
        long after = 0;
        for (List<ResultRow> page = page(ledger, drop, after); !page.isEmpty(); page = page(ledger, drop, after)) {
            for (ResultRow row : page) {
                after = row.id();
                if (json) {
                    CheckJson.finding(file, row).ifPresent(out::println);
                } else {
                    lines(file, row).forEach(out::println);
                }
            }
        }
        Map<String, Long> planned = ledger.results().plannedByOperation(drop);
        List<Destination> destinations = new Destinations(ledger, runtime.targets()).of(drop);
        out.println(
                json
                        ? CheckJson.total(file, drop, summary, planned, destinations, preview)
                        : sentence(file, summary, planned));
        if (!json) {
            TerminalText.warnings(summary).forEach(line -> out.println("  " + line));
            Destination.words(destinations).forEach(line -> out.println("  " + Logging.clean(line)));
            if (preview != null) {
                PlanPreview.lines(preview).forEach(line -> out.println("- " + line));
            }
        }
        TerminalText.guess(drop).ifPresent(guess -> spec.commandLine().getErr().println(file + ": " + guess));
        return summary.hasDeadLetters() ? ExitCode.SOME_NOT_INVITED : ExitCode.OK;
    }

    private static List<ResultRow> page(Ledger ledger, Drop drop, long after) {
        return ledger.results().findings(drop, after, PAGE);
    }

    /** {@return what is wrong with the row, or why it is not sent, and what it is warned of} */
    private static List<String> lines(String file, ResultRow row) {
        String place = DisplayText.printable(file) + ":" + row.line() + ": ";
        List<String> lines = new ArrayList<>();
        if (row.status() != RowStatus.PLANNED) {
            lines.add(place + row.code() + ": " + DisplayText.printable(String.valueOf(row.message())));
        }
        if (row.warnings() != null) {
            lines.add(place + "warning: " + DisplayText.printable(row.warningWords()));
        }
        return lines;
    }

    private static String sentence(String file, Summary summary, Map<String, Long> planned) {
        StringBuilder text = new StringBuilder(DisplayText.printable(file) + ": " + TerminalText.rows(summary.rows())
                + "; would invite " + summary.count(RowStatus.PLANNED));
        if (!planned.isEmpty()) {
            text.append(" (");
            text.append(String.join(
                    ", ",
                    planned.entrySet().stream()
                            .map(entry -> entry.getValue() + " by " + entry.getKey())
                            .toList()));
            text.append(')');
        }
        summary.byStatus().forEach((status, count) -> {
            if (count > 0 && status != RowStatus.PLANNED) {
                text.append("; ").append(count).append(' ').append(status);
            }
        });
        return text.append(". Nothing was sent.").toString();
    }
}
