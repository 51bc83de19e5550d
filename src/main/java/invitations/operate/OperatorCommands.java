package invitations.operate;

import invitations.feed.guard.ApprovalSettings;
import invitations.guard.Guards;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Approval;
import invitations.ledger.operate.ApprovalResult;
import invitations.ledger.operate.ApprovalRule;
import invitations.ledger.operate.Commands;
import invitations.ledger.operate.Decisions;
import invitations.ledger.operate.OperatorRefusedException;
import invitations.report.Reports;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what operators ask for: by the running instance, or by the verb itself where nobody works with the home. Safe for
 * any number of threads.
 */
public final class OperatorCommands {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommands.class);

    private final Ledger ledger;
    private final Reports reports;
    private final PersonErasure erasing;
    private final Runnable resume;
    private final Consumer<Drop> send;
    private final Function<String, ApprovalSettings> approvals;
    private final PauseSwitch pauses;

    /**
     * @param resume lets stopped targets be tried again, and goes on with what is open
     * @param send goes on with a drop, without waiting for its end
     * @param approvals what a feed says about approvals, by its name
     * @param pauses by which feeds are paused
     */
    public OperatorCommands(
            Ledger ledger,
            Reports reports,
            PersonErasure erasing,
            Runnable resume,
            Consumer<Drop> send,
            Function<String, ApprovalSettings> approvals,
            PauseSwitch pauses) {
        this.ledger = ledger;
        this.reports = reports;
        this.erasing = erasing;
        this.resume = resume;
        this.send = send;
        this.approvals = approvals;
        this.pauses = pauses;
    }

    /** Acts on all commands that are open, and writes the answers. */
    public void actOnAll() {
        ledger.commands().open().forEach(command -> {
            Commands.Answer answer = act(command);
            LOG.info("{} asks to {}: {}", command.who(), command.verb(), answer.text());
            ledger.commands().done(command, answer);
        });
    }

    /** Acts on a command; what is wrong with it is the answer. */
    public Commands.Answer act(Commands.Command command) {
        try {
            List<String> arguments = command.arguments();
            String text =
                    switch (command.verb()) {
                        case "pause" -> pauses.pause(feed(arguments), command.who());
                        case "resume" -> resume(feed(arguments), command.who());
                        case "decide" ->
                            decide(
                                    drop(arguments.get(0)),
                                    Long.parseLong(arguments.get(1)),
                                    arguments.get(2),
                                    command.who());
                        case "approve" -> approve(drop(arguments.get(0)), by(command));
                        case "discard" -> discard(drop(arguments.get(0)), by(command));
                        case "replay" ->
                            put(ledger.decisions()
                                    .replay(
                                            drop(arguments.get(0)),
                                            arguments.size() > 1 ? arguments.get(1) : null,
                                            command.who()));
                        case "forget" -> erasing.forget(arguments.get(0), command.who());
                        case "purge" -> erasing.purge(command.who());
                        default -> throw new OperatorRefusedException("there is no command " + command.verb());
                    };
            return new Commands.Answer(false, text);
        } catch (OperatorRefusedException e) {
            return new Commands.Answer(true, String.valueOf(e.getMessage()));
        }
    }

    private String resume(@Nullable String feed, String who) {
        String unpaused = pauses.resume(feed, who);
        resume.run();
        return (unpaused + " Stopped targets are tried again.").strip();
    }

    private static @Nullable String feed(List<String> arguments) {
        return arguments.isEmpty() ? null : arguments.get(0);
    }

    private static Approval by(Commands.Command command) {
        return new Approval(
                command.arguments().size() > 1 ? command.arguments().get(1) : command.who(), "command", null);
    }

    private String approve(Drop drop, Approval by) {
        ApprovalRule rule = rule(drop);
        ApprovalResult result = ledger.holds().approve(drop, by, rule);
        Drop now = result.drop();
        if (now.state() == DropState.HELD) {
            int approvals = ledger.holds().of(now).approvals();
            return "Drop " + drop.id() + " is approved by " + approvals + " of " + rule.people()
                    + " people: another one must approve it as well, with approve " + drop.id() + " --by NAME.";
        }
        send.accept(now);
        if (result.kind() == ApprovalResult.Kind.EXPIRED) {
            return "Drop " + drop.id()
                    + " was held so long ago that it is looked at again first. Where it is held again, "
                    + "approve it once more.";
        }
        return now.state() == DropState.RECEIVED
                ? "Drop " + drop.id() + " is approved. It is planned once more, and sent if that changes nothing."
                : "Drop " + drop.id() + " is approved, and may be sent.";
    }

    private String discard(Drop drop, Approval by) {
        send.accept(ledger.holds().discard(drop, by));
        return "Drop " + drop.id() + " is discarded: nothing more of it is sent.";
    }

    private ApprovalRule rule(Drop drop) {
        try {
            return Guards.rule(approvals.apply(drop.feed()));
        } catch (FileRefusedException changedSince) {
            throw new OperatorRefusedException(changedSince.reason());
        }
    }

    private String decide(Drop drop, long line, String verdict, String who) {
        Decisions.Verdict decided =
                Decisions.Verdict.valueOf(verdict.toUpperCase(Locale.ROOT).replace('-', '_'));
        Decisions.Decided result = ledger.decisions().decide(drop, line, decided, who);
        if (decided == Decisions.Verdict.SEND_AGAIN) {
            return put(result);
        }
        // Where the drop is open still, its report comes later.
        result.drops().stream()
                .filter(each -> each.state() == DropState.REPORTED && each.erasedAt() == null)
                .forEach(reports::write);
        return rows(result.rows()) + " decided; the report says so.";
    }

    private String put(Decisions.Decided decided) {
        decided.drops().stream().filter(drop -> drop.erasedAt() == null).forEach(send);
        return rows(decided.rows()) + " put back, to be sent again.";
    }

    private static String rows(int count) {
        return count == 1 ? "1 row is" : count + " rows are";
    }

    private Drop drop(String id) {
        return ledger.drops()
                .beginningWith(id)
                .orElseThrow(() -> new OperatorRefusedException(
                        "'" + id + "': expected the id of one drop; status shows them all"));
    }
}
