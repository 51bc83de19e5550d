package invitations.sandbox.work;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A part of one of GitBook's lists. Where the next begins is a word that only this class understands. */
final class CursorPage {
    private static final int LIMIT_DEFAULT = 25;
    private static final int LIMIT_MAXIMUM = 1000;
    private static final String START = "from:";

    private CursorPage() {}

    /** The part that the call asks for. */
    static HttpAnswer answer(ApiCall call, List<ObjectNode> all) {
        int limit = ListEndpoints.number(call.query().get("limit"), LIMIT_DEFAULT);
        if (limit < 1 || limit > LIMIT_MAXIMUM) {
            return HttpAnswer.error(400, "limit: expected 1 to " + LIMIT_MAXIMUM);
        }
        int from = from(call.query().getOrDefault("page", ""));
        if (from < 0 || from > all.size()) {
            return HttpAnswer.error(400, "page: unknown page");
        }
        int to = (int) Math.min((long) from + limit, all.size());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (to < all.size()) {
            body.putObject("next").put("page", word(to));
        }
        body.put("count", all.size());
        ArrayNode items = body.putArray("items");
        all.subList(from, to).forEach(items::add);
        return HttpAnswer.json(200, body);
    }

    private static String word(int from) {
        byte[] bytes = (START + from).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** {@return where the page begins; -1 when it is none} */
    private static int from(String page) {
        if (page.isEmpty()) {
            return 0;
        }
        try {
            String word = new String(Base64.getUrlDecoder().decode(page), StandardCharsets.UTF_8);
            return word.startsWith(START) ? Integer.parseInt(word.substring(START.length())) : -1;
        } catch (IllegalArgumentException notAWord) {
            return -1;
        }
    }
}
