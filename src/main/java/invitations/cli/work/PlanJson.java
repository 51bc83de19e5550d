package invitations.cli.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.cli.console.JsonLines;
import invitations.ledger.report.PlanDifference;
import invitations.report.PlanSummary;

/** A plan as {@code check --json} prints it. */
final class PlanJson {
    private PlanJson() {}

    /** {@return the plan; {@code last_drop} is null where the feed has none to compare with} */
    static ObjectNode of(PlanSummary plan) {
        ObjectNode object = JsonLines.MAPPER.createObjectNode();
        object.set("counts", JsonLines.MAPPER.valueToTree(plan.counts()));
        groups(object.putArray("groups"), plan);
        object.put("more_groups", plan.moreGroups()).put("rows_of_more_groups", plan.rowsOfMoreGroups());
        ArrayNode domains = object.putArray("domains");
        for (PlanSummary.Domain domain : plan.domains()) {
            domains.addObject()
                    .put("domain", domain.domain())
                    .put("people", domain.people())
                    .put("unknown", domain.isUnknown());
        }
        object.put("more_domains", plan.moreDomains()).put("people_at_more_domains", plan.peopleAtMoreDomains());
        PlanDifference last = plan.difference();
        if (last == null) {
            object.putNull("last_drop");
        } else {
            object.putObject("last_drop")
                    .put("id", last.lastDrop())
                    .put("rows", last.lastRows())
                    .put("joiners", last.joiners())
                    .put("leavers", last.leavers());
        }
        ArrayNode guards = object.putArray("guards");
        plan.reasons()
                .forEach(reason ->
                        guards.addObject().put("guard", reason.guard()).put("sentence", reason.sentence()));
        return object.put("would_be_held", !plan.reasons().isEmpty());
    }

    private static void groups(ArrayNode groups, PlanSummary plan) {
        for (PlanSummary.Group group : plan.groups()) {
            ObjectNode each = groups.addObject()
                    .put("kind", group.kind())
                    .put("target", group.target())
                    .put("tenant", group.tenant())
                    .put("rows", group.rows());
            ArrayNode first = each.putArray("first");
            for (PlanSummary.First row : group.first()) {
                first.addObject()
                        .put("line", row.line())
                        .put("person", row.person())
                        .put("target_key", row.targetKey())
                        .put("code", row.code());
            }
        }
    }
}
