package invitations.cli.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.base.DisplayText;
import invitations.cli.console.ExitCode;
import invitations.cli.console.JsonLines;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.ledger.LedgerAccess;
import invitations.ledger.store.AuditTrail;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the trail of who did what. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints who did what, the oldest first: files by their hash, releases, decisions, reports.")
public final class AuditTrailCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        LedgerAccess.openToRead(options.settings().home()).ifPresent(ledger -> {
            try (ledger) {
                ledger.audit().each(entry -> out.println(json ? object(entry) : line(entry)));
            }
        });
        return ExitCode.OK.number();
    }

    private static String line(AuditTrail.Entry entry) {
        return entry.at() + "  " + entry.event() + "  " + (entry.drop() == null ? "-" : entry.drop()) + "  "
                + DisplayText.printable(entry.who()) + "  " + DisplayText.printable(entry.details());
    }

    private static ObjectNode object(AuditTrail.Entry entry) {
        try {
            ObjectNode object = JsonLines.MAPPER
                    .createObjectNode()
                    .put("id", entry.id())
                    .put("at", entry.at().toString())
                    .put("event", entry.event())
                    .put("drop", entry.drop())
                    .put("who", entry.who());
            object.set("details", JsonLines.MAPPER.readTree(entry.details()));
            return object.put("hash", entry.hash());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the audit trail holds details that are not JSON", e);
        }
    }
}
