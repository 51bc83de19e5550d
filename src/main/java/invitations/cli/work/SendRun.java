package invitations.cli.work;

import invitations.base.DisplayText;
import invitations.camel.InvitationRuntime;
import invitations.camel.RuntimeListener;
import invitations.cli.console.ExitCode;
import invitations.cli.console.Logging;
import invitations.cli.console.Signals;
import invitations.cli.console.TerminalText;
import invitations.intake.inbox.WorkFile;
import invitations.intake.read.DropFile;
import invitations.intake.read.ReadingStoppedException;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Approval;
import invitations.ledger.store.AuditTrail;
import invitations.ledger.store.LedgerException;
import invitations.report.Destination;
import invitations.report.Destinations;
import invitations.report.Summary;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Sends files once: plans each, asks, sends, reports.
 *
 * @param command where to print
 * @param feed the feed whose settings count
 * @param yes whether nobody has to type the number of invitations
 * @param limit how many invitations of each file are sent at the most; null = all
 * @param json whether the results are printed as JSON
 * @param remaster whether what the feed did before is ignored
 */
record SendRun(
        CommandLine command,
        Settings settings,
        String feed,
        boolean yes,
        @Nullable Long limit,
        boolean json,
        boolean remaster) {
    private static final Logger LOG = LoggerFactory.getLogger(SendRun.class);

    ExitCode of(List<Path> files) throws IOException {
        StartChecks.of(settings);
        TemporaryFolder.sweep(settings.home(), Clock.systemUTC());
        try (Signals signals = new Signals();
                InvitationRuntime runtime = InvitationRuntime.start(
                        settings, InvitationRuntime.Mode.ONCE, RuntimeListener.made(signals::starting))) {
            signals.stop(runtime, settings.duration(Property.REQUEST_TIMEOUT));
            // A file may be that of a drop which an earlier run left: it is told of once, as it stands at last.
            Map<String, Drop> drops = new LinkedHashMap<>();
            readAnew(runtime, files);
            goOn(runtime).forEach(drop -> drops.put(drop.id(), drop));
            Set<String> known = new HashSet<>();
            Map<String, String> names = new HashMap<>();
            Set<ExitCode> codes = new TreeSet<>();
            for (Path file : files) {
                if (!runtime.sending().isStopping()) {
                    for (Drop drop : received(runtime, file, codes)) {
                        if (drop.state() == DropState.REPORTED && !drops.containsKey(drop.id())) {
                            known.add(drop.id());
                        }
                        String name = DisplayText.printable(drop.fileName());
                        String label = TerminalText.label(file.getFileName().toString(), name);
                        names.putIfAbsent(drop.id(), label.contains(": ") ? label : name);
                        drops.put(drop.id(), send(runtime, signals, drop));
                    }
                }
            }
            if (files.isEmpty()) {
                held(runtime).forEach(drop -> drops.putIfAbsent(drop.id(), drop));
            }
            codes.add(new ResultPrinter(runtime, command.getOut(), json, names).print(drops.values(), known));
            return ExitCode.worst(codes);
        }
    }

    /** The drops of a file; none when it is not even taken. */
    private List<Drop> received(InvitationRuntime runtime, Path file, Set<ExitCode> codes) throws IOException {
        WorkFile arrival;
        try {
            arrival = runtime.receiving().copy(file, feed, isToBeHeld(), remaster);
        } catch (FileRefusedException notTaken) {
            command.getOut().println(InputFiles.refused(file, notTaken, json));
            codes.add(ExitCode.FILE_REFUSED);
            return List.of();
        }
        try {
            return runtime.receive(arrival);
        } catch (ReadingStoppedException stopped) {
            LOG.info("{}", stopped.getMessage());
            return List.of();
        }
    }

    /** Drops that an earlier run was sending come first: they were confirmed then. */
    private List<Drop> goOn(InvitationRuntime runtime) throws IOException {
        for (WorkFile left : runtime.receiving().left()) {
            try {
                // What is held is shown; all else goes on below.
                runtime.receive(left).stream()
                        .filter(drop -> drop.state() == DropState.HELD)
                        .forEach(drop -> sendOrLeave(runtime, drop));
            } catch (RuntimeException failure) {
                runtime.receiving().failed(left, failure);
            }
        }
        List<Drop> ended = new ArrayList<>();
        for (Drop drop : runtime.sending().openDrops()) {
            command.getErr()
                    .println("Going on with " + Logging.clean(drop.fileName()) + " (drop " + drop.id()
                            + "), which an earlier run left");
            ended.add(sendOrLeave(runtime, drop));
        }
        return ended;
    }

    /** {@return what waits for a person is not gone on with, but is told of} */
    private static List<Drop> held(InvitationRuntime runtime) {
        return runtime.ledger().drops().all().stream()
                .filter(drop -> drop.state() == DropState.HELD)
                .toList();
    }

    /** Files of open drops that are here again may be read otherwise now: that is to be seen before the drops go on. */
    private void readAnew(InvitationRuntime runtime, List<Path> files) throws IOException {
        Set<String> open = new HashSet<>();
        for (Drop drop : runtime.sending().openDrops()) {
            if (drop.feed().equals(feed)) {
                open.add(drop.content());
            }
        }
        for (Path file : files) {
            if (!open.isEmpty()
                    && Files.size(file) <= settings.size(Property.LIMIT_FILE_SIZE)
                    && open.contains(content(file))) {
                received(runtime, file, new TreeSet<>());
            }
        }
    }

    private static String content(Path path) throws IOException {
        try (DropFile file = DropFile.open(path.toRealPath())) {
            return file.hash();
        }
    }

    private boolean isToBeHeld() {
        return !yes || limit != null;
    }

    /** {@return what another file suffers from must not keep this one from being sent} */
    private Drop sendOrLeave(InvitationRuntime runtime, Drop drop) {
        try {
            return runtime.send(drop);
        } catch (LedgerException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Drop {} stays open: it could not be sent or reported", drop.id(), e);
            return runtime.ledger().drops().now(drop);
        }
    }

    private Drop send(InvitationRuntime runtime, Signals signals, Drop drop) {
        return runtime.send(drop.state() == DropState.HELD ? release(runtime, signals, drop) : drop);
    }

    private Drop release(InvitationRuntime runtime, Signals signals, Drop drop) {
        if (drop.awaitsApproval() && !isFreeWithLimit(runtime, drop)) {
            return yes ? drop : approve(runtime, signals, drop);
        }
        if (limit != null) {
            runtime.ledger().outcomes().leaveBeyond(drop, limit);
        }
        long planned = Summary.of(runtime.ledger(), drop).count(RowStatus.PLANNED);
        if (!yes && planned > 0 && !confirm(runtime, signals, drop, planned)) {
            runtime.ledger()
                    .outcomes()
                    .leaveUnprocessed(drop, ReasonCode.NOT_CONFIRMED, "the number of invitations was not confirmed");
        }
        return runtime.ledger().drops().release(drop, yes ? "--yes" : "confirmed");
    }

    /** {@return whether no guard holds what is left of the drop by {@code --limit}} */
    private boolean isFreeWithLimit(InvitationRuntime runtime, Drop drop) {
        return limit != null
                && drop.code() == ReasonCode.HELD_BY_GUARD
                && runtime.guardCheck().tripped(drop, limit).isEmpty();
    }

    /** The number that a person types is an approval: what it is for stands above it. Without it, the drop stays held. */
    private Drop approve(InvitationRuntime runtime, Signals signals, Drop drop) {
        command.getErr().println("Held: " + Logging.clean(String.valueOf(drop.message())) + ".");
        if (limit != null) {
            // The approval is for the whole of what is held: no part of it goes under it.
            command.getErr()
                    .println("It is held with --limit " + limit + " as well: approve " + drop.id()
                            + ", or send it again without --limit.");
            return drop;
        }
        long planned = Summary.of(runtime.ledger(), drop).count(RowStatus.PLANNED);
        return confirm(runtime, signals, drop, planned)
                ? runtime.guardCheck().approveAtOnce(drop, new Approval(AuditTrail.account(), "terminal", null))
                : drop;
    }

    private boolean confirm(InvitationRuntime runtime, Signals signals, Drop drop, long planned) {
        command.getErr()
                .println(Logging.clean(drop.fileName()) + " would send " + planned
                        + " invitations; each e-mails a person.");
        Destination.words(new Destinations(runtime.ledger(), runtime.targets()).of(drop))
                .forEach(line -> command.getErr().println("  " + Logging.clean(line)));
        return signals.ask("Type that number to send them: ")
                .filter(String.valueOf(planned)::equals)
                .isPresent();
    }
}
