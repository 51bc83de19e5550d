package invitations.api.gitbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.api.ListedInvitation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists of a GitBook organization. None of them shows who was invited and has not joined yet. */
public enum GitbookList implements InvitationList {
    /** Who has joined; a member is shown as an accepted invitation. That somebody is not here proves nothing. */
    MEMBERS("members") {
        @Override
        ListedInvitation shown(JsonNode item) {
            ObjectNode member = JsonNodeFactory.instance.objectNode();
            JsonNode user = item.path("user");
            member.set("id", item.path("id"));
            member.set("email", user.path("email"));
            member.set("username", user.path("displayName"));
            member.put("active", false);
            return new ListedInvitation(member);
        }
    },
    /** The links by which a person who has one joins; each shown as it is. */
    LINKS("link-invites") {
        @Override
        ListedInvitation shown(JsonNode item) {
            return new ListedInvitation(item);
        }
    };

    /** The name of the API. */
    public static final String API = "gitbook";

    private final String segment;

    GitbookList(String segment) {
        this.segment = segment;
    }

    abstract ListedInvitation shown(JsonNode item);

    @Override
    public String api() {
        return API;
    }

    @Override
    public String path(String tenant) {
        return "orgs/" + tenant + "/" + segment;
    }

    @Override
    public boolean hasMarkers() {
        return false;
    }

    @Override
    public boolean showsEverybody() {
        return false;
    }

    @Override
    public Map<String, String> ofTenant(String tenant) {
        return Map.of();
    }

    @Override
    public Map<String, String> ofPlace(String tenant, String targetKey, @Nullable String pool) {
        return Map.of();
    }

    @Override
    public Map<String, String> ofPerson(
            String tenant, String targetKey, @Nullable String pool, String field, String value) {
        return Map.of("search", value);
    }

    @Override
    public Map<String, String> page(int number, @Nullable String cursor, int size) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("limit", String.valueOf(size));
        if (cursor != null) {
            parameters.put("page", cursor);
        }
        return parameters;
    }

    @Override
    public Optional<ListPage> read(JsonNode json, long before) {
        JsonNode items = json.path("items");
        if (!items.isArray()) {
            return Optional.empty();
        }
        List<ListedInvitation> page = new ArrayList<>();
        items.forEach(item -> page.add(shown(item)));
        String next = json.path("next").path("page").asText("");
        return Optional.of(new ListPage(page, json.path("count").asLong(-1), next.isEmpty(), next));
    }

    @Override
    public boolean isIn(ListedInvitation member, String tenant, String targetKey, @Nullable String pool) {
        return true;
    }

    @Override
    public boolean isInLike(ListedInvitation member, String tenant, String targetKey, @Nullable String pool) {
        return true;
    }
}
