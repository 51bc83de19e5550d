package invitations.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it went over the wire, with its answer.
 *
 * @param path as it was sent, encoded, without the query
 * @param query as it was sent, encoded; null when there was none
 * @param authorization the header of that name; null when there was none
 * @param contentType that of the request; null when it named none
 * @param body of the request; empty when there was none
 * @param status the answer's
 * @param answerType the content type of the answer; null when it named none
 */
record Exchanged(
        String method,
        String path,
        @Nullable String query,
        @Nullable String authorization,
        @Nullable String contentType,
        String body,
        int status,
        @Nullable String answerType,
        String answer) {

    /** Method, path and query, as an access log has them. */
    String line() {
        return method + " " + path + (query == null ? "" : "?" + query);
    }

    /** The parameters of the query, in their order, decoded. */
    List<Map.Entry<String, String>> parameters() {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.add(Map.entry(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1])));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
