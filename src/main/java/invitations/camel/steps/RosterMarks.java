package invitations.camel.steps;

import invitations.intake.inbox.RosterMark;
import invitations.ledger.Ledger;
import invitations.ledger.plan.RosterComparison;
import java.nio.file.Path;

/** Tells the ledger how a file came, before it is planned. */
final class RosterMarks {
    private RosterMarks() {}

    static void note(Ledger ledger, ReceivedFile received) {
        Path file = received.arrival().file();
        boolean isRepeated = RosterMark.REPEATED.isOn(file);
        String remaster = RosterMark.REMASTER.isOn(file)
                ? RosterComparison.BY_OPERATOR
                : RosterMark.REMASTER_ASKED.isOn(file) ? RosterComparison.BY_FILE : null;
        if (isRepeated || remaster != null) {
            ledger.rosters().note(received.reception().drop(), isRepeated, remaster);
        }
    }
}
