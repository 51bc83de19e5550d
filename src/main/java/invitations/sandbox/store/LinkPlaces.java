package invitations.sandbox.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Where links invite to: what GitBook's API shows of a space or a collection of which only the id is known. */
public final class LinkPlaces {
    private static final String SINCE = "2026-01-01T00:00:00.000Z";
    private static final List<String> NUMBERS =
            List.of("comments", "changeRequests", "changeRequestsOpen", "changeRequestsDraft");
    private static final List<String> OF_SPACES = List.of(
            "view",
            "access",
            "admin",
            "viewInviteLinks",
            "edit",
            "triggerGitSync",
            "comment",
            "merge",
            "review",
            "installIntegration");
    private static final List<String> OF_COLLECTIONS = List.of("view", "admin", "viewInviteLinks", "create");

    private LinkPlaces() {}

    /** Puts the place into the link, in place of its id, if it has one. */
    public static void describe(ObjectNode link, String organization) {
        if (link.has("space")) {
            ObjectNode space = place("space", link.path("space").asText(), organization, OF_SPACES);
            space.put("emoji", "1f4d8").put("visibility", "private").put("revision", "revision-1");
            space.put("createdAt", SINCE).put("updatedAt", SINCE);
            NUMBERS.forEach(number -> space.put(number, 0));
            space.putObject("mergeRules").put("type", "inherit");
            link.set("space", space);
        }
        if (link.has("collection")) {
            link.set("collection", place("collection", link.path("collection").asText(), organization, OF_COLLECTIONS));
        }
    }

    private static ObjectNode place(String kind, String id, String organization, List<String> permissions) {
        ObjectNode place = JsonNodeFactory.instance.objectNode();
        place.put("object", kind).put("id", id).put("title", id).put("organization", organization);
        place.put("defaultLevel", "inherit");
        place.putObject("urls")
                .put("location", "https://api.gitbook.com/v1/" + kind + "s/" + id)
                .put("app", "https://app.gitbook.com/o/" + organization + "/" + kind.charAt(0) + "/" + id);
        ObjectNode allowed = place.putObject("permissions");
        permissions.forEach(permission -> allowed.put(permission, true));
        return place;
    }
}
