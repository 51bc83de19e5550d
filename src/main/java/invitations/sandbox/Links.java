package invitations.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The links by which people can join GitBook's organizations, spaces and collections. Safe for any number of threads.
 */
final class Links {
    private static final Set<Set<String>> SHAPES =
            Set.of(Set.of("role"), Set.of("level", "space"), Set.of("level", "collection"));
    private static final Answer UNKNOWN = Answer.error(404, "Invite not found");

    private final Outbox outbox;
    private final Map<String, Map<String, ObjectNode>> organizations = new HashMap<>();
    private long count;

    Links(Outbox outbox) {
        this.outbox = outbox;
    }

    synchronized Answer list(Call call) {
        return Slice.answer(call, List.copyOf(of(call).values()));
    }

    synchronized Answer create(Call call) {
        if (!SHAPES.contains(names(call.json())) || !isGood(call.json())) {
            return Answer.error(400, "expected a role, a level and a space, or a level and a collection");
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
        outbox.send(call.endpoint(), Checked.Item.atGitbook(call.organization(), null, call.json()), count, false);
        return Answer.json(201, link);
    }

    synchronized Answer show(Call call) {
        ObjectNode link = of(call).get(call.invite());
        return link == null ? UNKNOWN : Answer.json(200, link);
    }

    /** Changes the role or level of a link, whichever it has. */
    synchronized Answer update(Call call) {
        ObjectNode link = of(call).get(call.invite());
        if (link == null) {
            return UNKNOWN;
        }
        String field = link.has("role") ? "role" : "level";
        if (!names(call.json()).equals(Set.of(field)) || !isGood(call.json())) {
            return Answer.error(400, "expected a " + field);
        }
        link.set(field, call.json().path(field));
        return Answer.json(200, link);
    }

    synchronized Answer delete(Call call) {
        return Answer.empty(of(call).remove(call.invite()) == null ? 204 : 205);
    }

    private Map<String, ObjectNode> of(Call call) {
        return organizations.computeIfAbsent(call.organization(), any -> new LinkedHashMap<>());
    }

    private static Set<String> names(JsonNode body) {
        Set<String> names = new TreeSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether each field has such a value as its name says. */
    private static boolean isGood(JsonNode body) {
        return body.properties().stream().allMatch(field -> switch (field.getKey()) {
            case "role", "level" -> Role.isNamed(field.getValue());
            default -> Format.TEXT.refusal(field.getKey(), field.getValue()) == null;
        });
    }
}
