package invitations.cli.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import invitations.cli.console.JsonLines;
import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.report.Destination;
import invitations.report.PlanSummary;
import invitations.report.Summary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code check --json} prints: one object a line. */
final class CheckJson {
    private CheckJson() {}

    static String processed(String file, String drop) {
        return JsonLines.MAPPER
                .createObjectNode()
                .put("file", file)
                .put("already_processed", drop)
                .toString();
    }

    /** {@return what there is to say of a row; nothing of one that would be sent as it is} */
    static Optional<String> finding(String file, ResultRow row) {
        if (row.status() == RowStatus.PLANNED && row.warnings() == null) {
            return Optional.empty();
        }
        ObjectNode object = JsonLines.MAPPER
                .createObjectNode()
                .put("file", file)
                .put("line", row.line())
                .put("record", row.number())
                .put("status", row.status().name())
                .put("code", row.code())
                .put("message", row.message());
        if (row.errors() != null) {
            object.putRawValue("errors", new RawValue(row.errors()));
        }
        if (row.warnings() != null) {
            object.putRawValue("warnings", new RawValue(row.warnings()));
        }
        return Optional.of(object.toString());
    }

    static String refusal(String file, Drop drop) {
        return JsonLines.MAPPER
                .createObjectNode()
                .put("file", file)
                .put("status", DropState.REFUSED.name())
                .put("code", String.valueOf(drop.code()))
                .put("line", drop.line())
                .put("message", drop.message())
                .toString();
    }

    /** @param plan what the plan would do; null for a file that is not planned */
    static String total(
            String file,
            Drop drop,
            Summary summary,
            Map<String, Long> planned,
            List<Destination> destinations,
            @Nullable PlanSummary plan) {
        ObjectNode object =
                JsonLines.MAPPER.createObjectNode().put("file", file).put("rows", summary.rows());
        InputFormat format = drop.format();
        if (format != null) {
            object.put("charset", format.charset());
            object.put("charset_by", format.charsetBy().label());
        }
        object.set("counts", JsonLines.MAPPER.valueToTree(summary.byStatus()));
        object.set("would_send", JsonLines.MAPPER.valueToTree(planned));
        object.set("warnings", JsonLines.MAPPER.valueToTree(summary.warnings()));
        ArrayNode places = object.putArray("destinations");
        for (Destination each : destinations) {
            places.addObject()
                    .put("api", each.api())
                    .put("target", each.target())
                    .put("tenant", each.tenant())
                    .put("rows", each.rows())
                    .put("first", each.first());
        }
        if (plan != null) {
            object.set("plan", PlanJson.of(plan));
        }
        return object.toString();
    }
}
