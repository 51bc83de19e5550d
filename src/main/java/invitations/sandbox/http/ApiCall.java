package invitations.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, read.
 *
 * @param endpoint what it asks for
 * @param ids the ids in its path, in their order
 * @param url its own address without the query, for links to further pages
 * @param query the parameters, decoded; of several with one name the last
 * @param json the body; a missing node when there is none, or it is not JSON
 * @param authorization the header; null when there is none
 */
public record ApiCall(
        Endpoint endpoint,
        List<String> ids,
        String url,
        Map<String, String> query,
        JsonNode json,
        @Nullable String authorization) {

    public static Map<String, String> parameters(@Nullable String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return parameters;
        }
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(decoded(name), decoded(value));
        }
        return parameters;
    }

    /** The id of the GitBook organization; only for endpoints of that API. */
    public String organization() {
        return ids.get(0);
    }

    /** The id of the invite; only for endpoints with one in their path. */
    public String invite() {
        return ids.get(1);
    }

    /** The platform that is asked for, or the organization; null when the request does not name one. */
    @Nullable
    public String platform() {
        if (endpoint.isGitbook()) {
            return organization();
        }
        String text = json.path("platform_key").textValue();
        return text == null ? query.get("platform_key") : text;
    }

    /** All addresses that the request names. */
    public List<String> emails() {
        if (endpoint.isGitbook()) {
            List<String> emails = new ArrayList<>(new InviteBody(json).addresses());
            emails.add(query.getOrDefault("search", ""));
            return emails;
        }
        List<String> emails = new ArrayList<>();
        String asked = query.get("email");
        if (asked != null) {
            emails.add(asked);
        }
        String email = json.path("email").textValue();
        if (email != null) {
            emails.add(email);
        }
        for (JsonNode item : json.path("invitation_data")) {
            String each = item.path("email").textValue();
            if (each != null) {
                emails.add(each);
            }
        }
        return emails;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
