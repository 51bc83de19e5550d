package invitations.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.base.EmailMask;
import invitations.base.UtcTime;
import invitations.csv.InputFormat;
import invitations.invitation.DropState;
import invitations.invitation.WarningCount;
import invitations.ledger.drop.Drop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The summary as {@code report.json}: see {@code report-v1.schema.json}. */
final class ReportJson {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** The same line ends on every system: the same drop gives the same bytes. */
    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private ReportJson() {}

    static byte[] of(Summary summary, ApiMessages words) {
        Drop drop = summary.drop();
        ObjectNode report = MAPPER.createObjectNode();
        report.put("version", VERSION);
        report.put("drop", drop.id());
        report.put("feed", drop.feed());
        report.put("file", EmailMask.mask(drop.fileName()));
        List<String> otherNames = summary.otherNames();
        if (!otherNames.isEmpty()) {
            ArrayNode names = report.putArray("also_dropped_as");
            otherNames.forEach(name -> names.add(EmailMask.mask(name)));
        }
        report.put("sha256", drop.content());
        report.put("bytes", drop.bytes());
        InputFormat format = drop.format();
        if (format != null) {
            report.putObject("input")
                    .put("charset", format.charset())
                    .put("charset_by", format.charsetBy().label())
                    .put("delimiter", String.valueOf(format.dialect().delimiter()))
                    .put("preamble_records", format.preambleRecords())
                    .put("blank_records", format.blankRecords())
                    .put("repeated_headers", format.repeatedHeaders())
                    .put("short_rows", format.shortRows());
        }
        if (drop.reading() > 1) {
            report.put("reading", drop.reading());
        }
        if (drop.supersededBy() != null) {
            report.put("superseded_by", drop.supersededBy());
        }
        // Not as it is now: a report that is written again is the same.
        report.put("state", (summary.isRefused() ? DropState.REFUSED : DropState.REPORTED).name());
        report.put("status", summary.status().name());
        if (summary.isDryRun()) {
            report.put("dry_run", true);
        }
        report.put("sentence", summary.sentence());
        if (summary.isRefused()) {
            report.putObject("refusal")
                    .put("code", String.valueOf(drop.code()))
                    .put("line", drop.line())
                    .put("message", SummaryText.reason(drop));
        }
        report.putObject("times")
                .put("received", UtcTime.of(drop.receivedAt()))
                .put("planned", time(drop.plannedAt()))
                .put("sending", time(drop.sendingAt()))
                .put("finished", time(drop.finishedAt()));
        report.put("rows", summary.rows());
        if (summary.leavers() != null) {
            report.put("leavers", summary.leavers());
        }
        counts(report.putObject("by_status"), summary.byStatus());
        counts(report.putObject("by_code"), summary.byCode());
        counts(report.putObject("by_target"), summary.byTarget());
        if (!summary.platformFirst().isEmpty()) {
            counts(report.putObject("platform_first"), summary.platformFirst());
        }
        ArrayNode warnings = report.putArray("warnings");
        for (WarningCount warning : summary.warnings()) {
            ObjectNode each = warnings.addObject()
                    .put("code", warning.code().name())
                    .put("count", warning.count())
                    .put("message", EmailMask.mask(warning.message()));
            warning.lines().forEach(each.putArray("lines")::add);
        }
        report.put("successes", words.successes());
        ArrayNode errors = report.putArray("error_codes");
        for (ErrorCount error : words.errorCodes()) {
            errors.addObject().put("text", error.text()).put("count", error.count());
        }
        report.put("error_codes_not_listed", words.errorCodesNotListed());
        return bytes(report);
    }

    private static void counts(ObjectNode node, Map<?, Long> counts) {
        counts.forEach((name, count) -> node.put(String.valueOf(name), count));
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : UtcTime.of(time);
    }

    private static byte[] bytes(ObjectNode report) {
        try {
            return (WRITER.writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is JSON", e);
        }
    }
}
