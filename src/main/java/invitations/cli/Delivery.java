package invitations.cli;

import invitations.camel.Arrival;
import invitations.camel.Bundle;
import invitations.invitation.Code;
import invitations.invitation.DropState;
import invitations.invitation.RowStatus;
import invitations.ledger.Drop;
import invitations.report.Summary;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Sends files once: plans each, asks, sends, reports.
 *
 * @param command where to print
 * @param feed the feed whose settings count
 * @param yes whether nobody has to type the number of invitations
 * @param limit how many invitations of each file are sent at the most; null = all
 * @param json whether the results are printed as JSON
 */
record Delivery(CommandLine command, Settings settings, String feed, boolean yes, @Nullable Long limit, boolean json) {

    ExitCode of(List<Path> files) throws IOException {
        Requirements.of(settings);
        try (Bundle bundle = Bundle.start(settings, Bundle.Mode.ONCE, context -> {})) {
            Signals.stop(bundle);
            List<Drop> drops = new ArrayList<>(goOn(bundle));
            for (Path file : files) {
                drops.add(send(bundle, file));
            }
            return new ResultPrinter(bundle, command.getOut(), json).print(drops);
        }
    }

    /** Drops that an earlier run was sending come first: they were confirmed then. */
    private List<Drop> goOn(Bundle bundle) throws IOException {
        for (Arrival left : bundle.receiving().left()) {
            bundle.receive(left);
        }
        List<Drop> ended = new ArrayList<>();
        for (Drop drop : bundle.sender().openDrops()) {
            command.getErr()
                    .println("Going on with " + Text.printable(drop.fileName()) + " (drop " + drop.id()
                            + "), which an earlier run left");
            ended.add(bundle.send(drop));
        }
        return ended;
    }

    private Drop send(Bundle bundle, Path file) throws IOException {
        Drop drop = bundle.receive(bundle.receiving().copy(file, feed, !yes || limit != null));
        if (drop.state() == DropState.HELD) {
            drop = release(bundle, drop);
        }
        return bundle.send(drop);
    }

    private Drop release(Bundle bundle, Drop drop) {
        if (limit != null) {
            bundle.ledger().outcomes().leaveBeyond(drop, limit);
        }
        long planned = Summary.of(bundle.ledger(), drop).count(RowStatus.PLANNED);
        if (!yes && planned > 0 && !isConfirmed(drop, planned)) {
            bundle.ledger()
                    .outcomes()
                    .leaveUnprocessed(drop, Code.NOT_CONFIRMED, "the number of invitations was not confirmed");
        }
        return bundle.ledger().drops().release(drop);
    }

    private boolean isConfirmed(Drop drop, long planned) {
        command.getErr()
                .println(Text.printable(drop.fileName()) + " would send " + planned
                        + " invitations; each e-mails a person.");
        return Terminal.ask("Type that number to send them: ")
                .filter(String.valueOf(planned)::equals)
                .isPresent();
    }
}
