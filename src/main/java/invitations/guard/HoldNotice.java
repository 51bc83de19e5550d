package invitations.guard;

import invitations.base.DisplayText;
import invitations.feed.guard.ApprovalFileName;
import invitations.feed.guard.ApprovalFileName.Verb;
import invitations.feed.guard.ApprovalSettings;
import invitations.feed.guard.GuardSettings;
import invitations.invitation.ReasonCode;
import invitations.ledger.drop.Drop;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.operate.Hold;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code READ-ME.txt} says of a drop that is held: why, what it would do, how to release it or to discard it, and until
 * when. Immutable.
 *
 * @param settings what the feed says now of guards and approvals; empty where its settings cannot be read
 * @param plan what the plan would do, in lines
 */
record HoldNotice(Drop drop, Hold hold, Optional<GuardSettings> settings, List<String> plan) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm VV", Locale.ENGLISH);

    /** {@return the lines of the file} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("This drop is held. Nothing more of it is sent until it is released.");
        lines.add("");
        lines.add("File  " + DisplayText.printable(drop.fileName()));
        lines.add("Feed  " + drop.feed());
        lines.add("Drop  " + drop.id());
        lines.add("Held  " + time(hold.heldAt()));
        lines.add("");
        lines.add("Why it is held");
        hold.reasons().stream()
                .map(HoldReason::sentence)
                .forEach(sentence -> lines.add("  - " + DisplayText.printable(sentence) + "."));
        if (hold.again() != null) {
            lines.add("  It is held once more, since " + hold.again() + ".");
        }
        lines.add("");
        lines.add("What it would do (plan.csv has it row by row)");
        plan.forEach(line -> lines.add("  " + DisplayText.printable(line)));
        lines.add("");
        release(lines);
        lines.add("");
        lines.add("To discard it");
        lines.add("  The same with " + new ApprovalFileName(Verb.DISCARD, hold.planHash()).template() + ", or run");
        lines.add("    invitations discard " + drop.id() + " --by NAME");
        lines.add(
                "  Nothing more of it is sent then: its report has these rows as UNPROCESSED, with the code DISCARDED.");
        lines.add("");
        next(lines);
        return lines;
    }

    private void release(List<String> lines) {
        ApprovalFileName file = new ApprovalFileName(Verb.APPROVE, hold.planHash());
        lines.add("To release it");
        lines.add("  Look at plan.csv. Write your name behind 'Name:' in " + file.template() + ",");
        lines.add("  and rename that file to " + file.text() + ". Or run");
        lines.add("    invitations approve " + drop.id() + " --by NAME");
        if (settings.isEmpty()) {
            lines.add("  Mend the settings of the feed first: they cannot be read now, so that nothing is released.");
            return;
        }
        ApprovalSettings approval = settings.get().approval();
        lines.add(
                approval.people() == 1
                        ? "  One person is enough."
                        : "  " + approval.people() + " different people must do so. So far: "
                                + (hold.approvedBy().isEmpty() ? "nobody" : String.join(", ", hold.approvedBy()))
                                + ".");
        lines.add("  It can be released until " + time(hold.heldAt().plus(approval.expires()))
                + ". A later approval only has it looked at again.");
    }

    private void next(List<String> lines) {
        lines.add("What happens next");
        lines.add(
                "  Where 'invitations run' is at work, it sees the file within seconds. Otherwise the next send, run or");
        lines.add("  resume does.");
        if (drop.code() == ReasonCode.HELD_BY_GUARD) {
            lines.add(
                    "  The file is then planned once more. It is sent if that plan is still this one; where what would be");
            lines.add("  sent, or the settings, have changed, the drop is held again, and this folder says why.");
        } else {
            lines.add("  The drop is then sent.");
        }
        lines.add("  Until then it waits. Later files of the feed do not wait for it.");
        lines.add("  This folder goes away when the drop is not held any more.");
    }

    private String time(Instant time) {
        ZoneId zone = settings.map(GuardSettings::zone).orElse(ZoneOffset.UTC);
        return TIME.format(time.atZone(zone));
    }
}
