package invitations.report;

import invitations.base.DisplayText;
import invitations.ledger.drop.HoldReason;
import invitations.ledger.report.PlanDifference;
import invitations.report.PlanSummary.Domain;
import invitations.report.PlanSummary.First;
import invitations.report.PlanSummary.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A plan in plain words. */
final class PlanText {
    private PlanText() {}

    static List<String> of(PlanSummary plan) {
        List<String> lines = new ArrayList<>();
        lines.add(counts(plan));
        plan.groups().forEach(group -> lines.add(group(group)));
        if (plan.moreGroups() > 0) {
            lines.add("and " + number(plan.moreGroups()) + " more groups with " + rows(plan.rowsOfMoreGroups()));
        }
        if (!plan.domains().isEmpty()) {
            lines.add(domains(plan));
        }
        lines.add(difference(plan));
        for (HoldReason reason : plan.reasons()) {
            lines.add("guard " + reason.guard() + ": " + reason.sentence());
        }
        if (plan.reasons().isEmpty()) {
            lines.add("no guard holds it");
        }
        return lines.stream().map(DisplayText::printable).toList();
    }

    private static String counts(PlanSummary plan) {
        StringJoiner text =
                new StringJoiner(", ", "plan: " + rows(plan.rows()) + ": ", "").setEmptyValue("plan: 0 rows");
        Map<String, Long> counts = plan.counts();
        if (counts.containsKey(PlanSummary.NEW)) {
            text.add(number(plan.invitations()) + " " + words(PlanSummary.NEW));
        }
        counts.forEach((kind, rows) -> {
            if (!kind.equals(PlanSummary.NEW)) {
                text.add(number(rows) + " " + words(kind));
            }
        });
        return text.toString();
    }

    private static String group(Group group) {
        String place = group.target() == null
                ? ""
                : ", " + group.target() + (group.tenant() == null ? "" : " " + group.tenant());
        String first = group.first().stream().map(row -> first(group, row)).collect(Collectors.joining(", "));
        return words(group.kind()) + place + ": " + number(group.rows())
                + (group.rows() > group.first().size() ? " (first " : " (") + first + ")";
    }

    private static String first(Group group, First row) {
        String person = row.person() == null ? "" : " " + row.person();
        String key = row.targetKey();
        String where = key == null || key.equals(group.tenant()) ? "" : " to " + key;
        String code = row.code() == null || row.code().equals(group.kind()) ? "" : " " + row.code();
        return "line " + row.line() + person + where + code;
    }

    private static String domains(PlanSummary plan) {
        String shown = plan.domains().stream().map(PlanText::domain).collect(Collectors.joining(", "));
        return "domains of those who would be invited: " + shown
                + (plan.moreDomains() == 0
                        ? ""
                        : ", and " + number(plan.moreDomains()) + " more with " + number(plan.peopleAtMoreDomains())
                                + " people");
    }

    private static String domain(Domain domain) {
        return domain.domain() + " " + number(domain.people()) + (domain.isUnknown() ? " (the feed never had it)" : "");
    }

    private static String difference(PlanSummary plan) {
        PlanDifference last = plan.difference();
        if (last == null) {
            return "the feed has no earlier drop to compare with";
        }
        return "compared with the feed's last drop " + last.lastDrop() + ": " + rows(plan.rows()) + ", it had "
                + number(last.lastRows()) + "; " + people(last.joiners()) + " new in the file, "
                + people(last.leavers()) + " not in it any more";
    }

    private static String words(String kind) {
        return switch (kind) {
            case PlanSummary.NEW -> "would be invited";
            case "ALREADY_INVITED" -> "already invited";
            case "NEEDS_REVIEW" -> "to be decided by a person";
            case "INTENT" -> "being sent";
            default -> kind.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String rows(long rows) {
        return rows == 1 ? "1 row" : number(rows) + " rows";
    }

    private static String people(long people) {
        return people == 1 ? "1 person" : number(people) + " people";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
