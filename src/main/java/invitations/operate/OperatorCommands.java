package invitations.operate;

import invitations.invitation.DropState;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Commands;
import invitations.ledger.operate.Decisions;
import invitations.ledger.operate.OperatorRefusedException;
import invitations.report.Reports;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Does what operators ask for: by the running instance, or by the verb itself where nobody works with the home. Safe for
 * any number of threads.
 */
public final class OperatorCommands {
    private final Ledger ledger;
    private final Reports reports;
    private final PersonErasure erasing;
    private final Runnable resume;
    private final Consumer<Drop> send;

    /**
     * @param resume lets stopped targets be tried again, and goes on with what is open
     * @param send goes on with a drop, without waiting for its end
     */
    public OperatorCommands(
            Ledger ledger, Reports reports, PersonErasure erasing, Runnable resume, Consumer<Drop> send) {
        this.ledger = ledger;
        this.reports = reports;
        this.erasing = erasing;
        this.resume = resume;
        this.send = send;
    }

    /** Acts on a command; what is wrong with it is the answer. */
    public Commands.Answer act(Commands.Command command) {
        try {
            List<String> arguments = command.arguments();
            String text =
                    switch (command.verb()) {
                        case "resume" -> resume();
                        case "decide" ->
                            decide(
                                    drop(arguments.get(0)),
                                    Long.parseLong(arguments.get(1)),
                                    arguments.get(2),
                                    command.who());
                        case "approve" -> approve(drop(arguments.get(0)), command.who());
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

    private String resume() {
        resume.run();
        return "Stopped targets are tried again.";
    }

    private String approve(Drop drop, String who) {
        send.accept(ledger.holds().approve(drop, who));
        return "Drop " + drop.id() + " is approved, and may be sent.";
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
