package invitations.sandbox.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.config.Licence;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.store.InvitationStore;
import invitations.sandbox.store.SearchTerms;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The work of the licence endpoint: the seats that were bought, and how many are used. Safe for any number of threads. */
final class LicenceEndpoint {
    private final List<Licence> all;
    private final SearchTerms terms;
    private final Variants.Envelope envelope;
    private final String since = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();

    /**
     * @param terms those of the course invitations
     * @param envelope how a page is wrapped
     */
    LicenceEndpoint(List<Licence> all, SearchTerms terms, Variants.Envelope envelope) {
        this.envelope = envelope;
        this.all = all;
        this.terms = terms;
    }

    /**
     * Lists the licences of courses.
     *
     * @param invitations the course invitations, each of which uses a seat once somebody has it
     */
    HttpAnswer list(ApiCall call, InvitationStore invitations) {
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ObjectNode row = row(i + 1, all.get(i), invitations);
            if (isWanted(row, call.query())) {
                rows.add(row);
            }
        }
        if (call.query().getOrDefault("sort", "-id").startsWith("-")) {
            Collections.reverse(rows);
        }
        int number = ListEndpoints.number(call.query().get("page"), 1);
        int size = ListEndpoints.size(call);
        long from = (number - 1L) * size;
        if (number < 1 || (number > 1 && from >= rows.size())) {
            return HttpAnswer.detail(404, "Invalid page.");
        }
        long to = Math.min(from + size, rows.size());
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("count", rows.size());
        ListEndpoints.wrap(body, envelope, call, number, to == rows.size());
        ArrayNode results = body.putArray("results");
        rows.subList((int) from, (int) to).forEach(results::add);
        return HttpAnswer.json(200, body);
    }

    private ObjectNode row(int id, Licence licence, InvitationStore invitations) {
        long used = invitations.countTaken(
                List.of(terms.term("course_id", licence.course()), terms.term("platform_key", licence.platform())));
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("id", id).put("created", since).put("started", since).putNull("expired");
        row.put("name", "Licence " + id).put("count", licence.count()).put("active", true);
        row.putObject("metadata");
        row.put("source", "sandbox").putNull("external_id");
        row.put("platform_key", licence.platform()).put("course_id", licence.course());
        return row.put("usage_count", used);
    }

    /** An empty value filters nothing, and neither does a name that is not a field. */
    private static boolean isWanted(ObjectNode row, Map<String, String> query) {
        return query.entrySet().stream()
                .filter(entry -> row.has(entry.getKey()) && !entry.getValue().isEmpty())
                .allMatch(entry -> row.path(entry.getKey()).asText().equals(entry.getValue()));
    }
}
