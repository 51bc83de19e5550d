package invitations.cli.operate;

import invitations.cli.console.ExitCode;
import invitations.cli.console.Options;
import invitations.cli.console.Version;
import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.drop.Drop;
import invitations.report.Reports;
import invitations.settings.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the report of a drop again. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Writes the report of a drop again, from the ledger: the same bytes.")
public final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Options options = new Options();

    @Parameters(paramLabel = "DROP", description = "The id of a drop, as status shows it, or the beginning of one.")
    private String id = "";

    @Override
    public Integer call() {
        Settings settings = options.settings();
        Optional<Ledger> ledger = LedgerAccess.openToRead(settings.home());
        if (ledger.isEmpty()) {
            throw unknown();
        }
        try (Ledger found = ledger.get()) {
            Drop drop = found.drops().beginningWith(id).orElseThrow(this::unknown);
            if (drop.state() != DropState.REPORTED && drop.state() != DropState.REFUSED) {
                spec.commandLine()
                        .getErr()
                        .println("Drop " + drop.id() + " is still " + drop.state()
                                + "; its report is written when no row is open");
                return ExitCode.UNFINISHED.number();
            }
            if (drop.erasedAt() != null) {
                spec.commandLine().getErr().println(erased(drop));
                return ExitCode.OK.number();
            }
            spec.commandLine().getOut().println(new Reports(found, settings.home()).write(drop));
            return ExitCode.OK.number();
        }
    }

    /** {@return why there is nothing to be told of a drop any more} */
    static String erased(Drop drop) {
        return "Drop " + drop.id() + " was erased on " + drop.erasedAt()
                + ", since the time was over for which it is kept: its counts are in status";
    }

    private ParameterException unknown() {
        return new ParameterException(
                spec.commandLine(), "'" + id + "': expected the id of one drop; status shows them all");
    }
}
