package invitations.sandbox.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.FieldFormat;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.http.Role;
import invitations.sandbox.store.CheckedItem;
import invitations.sandbox.store.LinkPlaces;
import invitations.sandbox.store.Outbox;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The links by which people can join GitBook's organizations, spaces and collections. Safe for any number of threads.
 */
final class LinkEndpoints {
    private static final Set<Set<String>> SHAPES =
            Set.of(Set.of("role"), Set.of("level", "space"), Set.of("level", "collection"));
    private static final HttpAnswer UNKNOWN = HttpAnswer.error(404, "Invite not found");

    private final Outbox outbox;
    private final Map<String, Map<String, ObjectNode>> organizations = new HashMap<>();
    private long count;

    LinkEndpoints(Outbox outbox) {
        this.outbox = outbox;
    }

    synchronized HttpAnswer list(ApiCall call) {
        return CursorPage.answer(call, List.copyOf(of(call).values()));
    }

    synchronized HttpAnswer create(ApiCall call) {
        if (!SHAPES.contains(names(call.json())) || !isGood(call.json())) {
            return HttpAnswer.error(400, "expected a role, a level and a space, or a level and a collection");
        }
        count++;
        String id = "link-" + count;
        ObjectNode link = JsonNodeFactory.instance.objectNode();
        link.put("object", "invite").put("id", id);
        link.setAll((ObjectNode) call.json());
        LinkPlaces.describe(link, call.organization());
        link.put("redundant", false);
        String url = "https://app.gitbook.com/invite/" + call.organization() + "/" + id;
        link.putObject("urls").put("app", url);
        of(call).put(id, link);
        outbox.send(call.endpoint(), CheckedItem.Item.atGitbook(call.organization(), null, call.json()), count, false);
        return HttpAnswer.json(201, link);
    }

    synchronized HttpAnswer show(ApiCall call) {
        ObjectNode link = of(call).get(call.invite());
        return link == null ? UNKNOWN : HttpAnswer.json(200, link);
    }

    /** Changes the role or level of a link, whichever it has. */
    synchronized HttpAnswer update(ApiCall call) {
        ObjectNode link = of(call).get(call.invite());
        if (link == null) {
            return UNKNOWN;
        }
        String field = link.has("role") ? "role" : "level";
        if (!names(call.json()).equals(Set.of(field)) || !isGood(call.json())) {
            return HttpAnswer.error(400, "expected a " + field);
        }
        link.set(field, call.json().path(field));
        return HttpAnswer.json(200, link);
    }

    synchronized HttpAnswer delete(ApiCall call) {
        return HttpAnswer.empty(of(call).remove(call.invite()) == null ? 204 : 205);
    }

    private Map<String, ObjectNode> of(ApiCall call) {
        return organizations.computeIfAbsent(call.organization(), any -> new LinkedHashMap<>());
    }

    private static Set<String> names(JsonNode body) {
        Set<String> names = new TreeSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** {@return whether each field has such a value as its name says} */
    private static boolean isGood(JsonNode body) {
        return body.properties().stream().allMatch(field -> switch (field.getKey()) {
            case "role", "level" -> Role.isNamed(field.getValue());
            default -> FieldFormat.TEXT.refusal(field.getKey(), field.getValue()) == null;
        });
    }
}
