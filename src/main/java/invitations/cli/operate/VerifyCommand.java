package invitations.cli.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.cli.console.ExitCode;
import invitations.cli.console.JsonLines;
import invitations.cli.console.Options;
import invitations.cli.console.TerminalText;
import invitations.cli.console.Version;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.backup.LedgerHealth;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.Verification;
import invitations.operate.ArchivedInputCheck;
import invitations.settings.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the ledger against its promise. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Shows, from the ledger and the files that are kept, that every row is accounted for and nobody was sent an invitation again without proof.")
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(arity = "0..*", paramLabel = "DROP", description = "Ids of drops, or their beginnings; none = all.")
    private List<String> ids = List.of();

    @Override
    public Integer call() {
        Settings settings = options.settings();
        // Before anything is read from it: what a damaged ledger says proves nothing.
        List<String> problems = LedgerHealth.problems(settings.home());
        if (!problems.isEmpty()) {
            print(new Verification.Statement(Map.of(), problems), List.of());
            return ExitCode.UNEXPECTED.number();
        }
        Optional<Ledger> ledger = LedgerAccess.openToRead(settings.home());
        if (ledger.isEmpty()) {
            spec.commandLine().getErr().println(TerminalText.nothingYet(settings.home()));
            return ExitCode.OK.number();
        }
        try (Ledger found = ledger.get()) {
            Set<String> chosen = chosen(found);
            Verification.Statement ofLedger = found.verification().of(chosen);
            ArchivedInputCheck.Result inputs = ArchivedInputCheck.read(settings.home(), found, chosen);
            Map<String, Long> counts = new LinkedHashMap<>(ofLedger.counts());
            counts.put("files_read_again", inputs.read());
            counts.put("records_in_files", inputs.records());
            counts.put("files_not_there", (long) inputs.missing().size());
            List<String> findings = new ArrayList<>(ofLedger.findings());
            findings.addAll(inputs.findings());
            Verification.Statement statement = new Verification.Statement(counts, findings);
            print(statement, inputs.missing());
            return (statement.holds() ? ExitCode.OK : ExitCode.UNEXPECTED).number();
        }
    }

    private Set<String> chosen(Ledger ledger) {
        Set<String> chosen = new HashSet<>();
        for (String id : ids) {
            Drop drop = ledger.drops()
                    .beginningWith(id)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "'" + id + "': expected the id of one drop; status shows them all"));
            chosen.add(drop.id());
        }
        return chosen;
    }

    private void print(Verification.Statement statement, List<String> missing) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = JsonLines.MAPPER.createObjectNode().put("holds", statement.holds());
            object.set("counts", JsonLines.MAPPER.valueToTree(statement.counts()));
            object.set("findings", JsonLines.MAPPER.valueToTree(statement.findings()));
            object.set("files_not_there", JsonLines.MAPPER.valueToTree(missing));
            out.println(object);
            return;
        }
        statement.counts().forEach((name, count) -> out.println(name.replace('_', ' ') + ": " + count));
        missing.forEach(out::println);
        statement.findings().forEach(out::println);
        out.println(
                statement.holds()
                        ? "Every row is accounted for, and nobody was sent an invitation again without proof."
                        : "The promise does not hold: " + statement.findings().size() + " findings.");
    }
}
