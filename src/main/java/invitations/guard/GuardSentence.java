package invitations.guard;

import invitations.ledger.plan.PlanFigures;
import invitations.ledger.plan.PlanFigures.DomainCount;
import invitations.ledger.plan.PlanFigures.PastDrop;
import invitations.ledger.plan.PlanFigures.RosterFigures;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What guards say, with the figures that they decide by, without an end. */
final class GuardSentence {
    /** How many drops say what a feed usually has. */
    private static final int USUALLY = 20;

    private static final int ENOUGH = 5;
    static final String REMASTER =
            "the file beside it asks to ignore what the feed did before: approve it if a person meant that";

    private GuardSentence() {}

    static String invalid(PlanFigures figures) {
        return number(figures.invalid()) + " of " + rows(figures.rows()) + " are wrong";
    }

    static String invitations(PlanFigures figures) {
        return people(figures.invitations()) + " would be invited by this file";
    }

    static String invitationsADay(PlanFigures figures, ZoneId zone) {
        return people(figures.invitations()) + " would be invited, and " + number(figures.invitedToday())
                + " of this feed were invited or are about to be since midnight in " + zone.getId();
    }

    static String growth(long rows, PastDrop last) {
        return compared(rows, last, rows - last.rows(), " more");
    }

    static String shrinkage(long rows, PastDrop last) {
        return compared(rows, last, last.rows() - rows, " fewer");
    }

    static String newPeople(PlanFigures figures) {
        return number(figures.invitations()) + " of " + people(figures.rows()) + " would be new"
                + usually(figures.history());
    }

    static String leavers(RosterFigures roster) {
        return number(roster.leavers()) + " of " + people(roster.lastPeople())
                + " of the last roster are not in this one; nobody's invitation would be revoked";
    }

    static String unknownDomains(PlanFigures figures) {
        String most = figures.unknownDomains().stream()
                .map((DomainCount each) -> each.domain() + " (" + number(each.people()) + ")")
                .collect(Collectors.joining(", "));
        return number(figures.atUnknownDomains()) + " of " + people(figures.withDomain())
                + " are at domains that the feed never had" + (most.isEmpty() ? "" : ", such as " + most);
    }

    /** {@return a number as people write it: {@code 2,913}} */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String compared(long rows, PastDrop last, long difference, String word) {
        return "the file has " + rows(rows) + ", and the last one of this feed (drop " + last.id() + ") had "
                + number(last.rows()) + ": " + number(difference) + word;
    }

    /** The least and the most of the last drops; of five or more without the one at each end. */
    private static String usually(List<PastDrop> history) {
        long[] usual = history.stream()
                .limit(USUALLY)
                .mapToLong(PastDrop::invitations)
                .sorted()
                .toArray();
        if (usual.length == 0) {
            return "";
        }
        int ends = usual.length >= ENOUGH ? 1 : 0;
        long least = usual[ends];
        long most = usual[usual.length - 1 - ends];
        return "; the feed usually has " + number(least) + (least == most ? "" : " to " + number(most));
    }

    private static String rows(long rows) {
        return rows == 1 ? "1 row" : number(rows) + " rows";
    }

    private static String people(long people) {
        return people == 1 ? "1 person" : number(people) + " people";
    }
}
