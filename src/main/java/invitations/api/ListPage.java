package invitations.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param invitations what it shows
 * @param count how many the whole list has; -1 when it does not say
 * @param isLast whether no page follows
 * @param cursor what the list calls the page that follows, where it does not count them; null when it does
 */
public record ListPage(List<ListedInvitation> invitations, long count, boolean isLast, @Nullable String cursor) {

    /**
     * Reads a page in either of the two envelopes of the ibl.ai API. Where the next one is, is never taken from it: a URL in an answer could lead anywhere.
     *
     * @param before how many the pages before it have shown; its own size is the server's choice
     * @return empty when it is no list
     */
    public static Optional<ListPage> of(JsonNode json, long before) {
        JsonNode results = json.path("results");
        if (!results.isArray()) {
            return Optional.empty();
        }
        List<ListedInvitation> invitations = new ArrayList<>();
        results.forEach(result -> invitations.add(new ListedInvitation(result)));
        long count = json.path("count").asLong(-1);
        return Optional.of(new ListPage(invitations, count, isLast(json, count, before + invitations.size()), null));
    }

    private static boolean isLast(JsonNode json, long count, long shown) {
        if (json.has("next") || json.has("next_page")) {
            return json.path("next").asText("").isEmpty()
                    && json.path("next_page").asText("").isEmpty();
        }
        return count <= shown;
    }
}
