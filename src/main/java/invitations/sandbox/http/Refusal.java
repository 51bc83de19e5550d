package invitations.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One reason why an item is not accepted.
 *
 * @param status the HTTP status that a single call gets for it
 * @param field the field it is about; {@code detail} or {@code error} when it is about the whole
 * @param text in words
 * @param code in a word
 */
public record Refusal(int status, String field, String text, String code) {

    public static Refusal of(String field, String text, String code) {
        return new Refusal(400, field, text, code);
    }

    public static Refusal required(String field) {
        return of(field, "This field is required.", "required");
    }

    public HttpAnswer answer() {
        return answer(List.of(this));
    }

    /** All reasons in one body: a list of texts a field, as Django REST framework does it. */
    public static HttpAnswer answer(List<Refusal> refusals) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (Refusal refusal : refusals) {
            if (refusal.field.equals("detail") || refusal.field.equals("error")) {
                body.put(refusal.field, refusal.text);
            } else {
                body.withArray("/" + refusal.field).add(refusal.text);
            }
        }
        return HttpAnswer.json(refusals.get(0).status, body);
    }
}
