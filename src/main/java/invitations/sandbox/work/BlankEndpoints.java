package invitations.sandbox.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.http.Refusal;
import invitations.sandbox.store.CheckedItem;
import invitations.sandbox.store.InvitationStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work of the blank and redeem endpoints. Safe for any number of threads. */
final class BlankEndpoints {
    /** Sources with this start get half of the invitations, to have a partial success whenever one is wanted. */
    static final String HALF_START = "half-";

    private final ItemValidator checks;
    private final int maximum;

    BlankEndpoints(ItemValidator checks, int maximum) {
        this.checks = checks;
        this.maximum = maximum;
    }

    HttpAnswer make(ApiCall call, InvitationStore invitations) {
        if (!call.json().isObject()) {
            return HttpAnswer.detail(400, "JSON parse error - an object was expected.");
        }
        JsonNode count = call.json().path("count");
        CheckedItem checked = checks.check(call.endpoint(), some(call, "source", "metadata"), null);
        Refusal refusal = refusal(count);
        if (checked instanceof CheckedItem.Item item && refusal == null) {
            int asked = count.intValue();
            boolean isHalf = item.given().path("source").asText().startsWith(HALF_START);
            int made = isHalf ? asked / 2 : asked;
            invitations.makeBlank(item.given(), made);
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("successes", made);
            if (made < asked) {
                body.putArray("error_codes").add("Some invitations could not be made.");
            } else {
                body.putArray("error_codes");
            }
            return HttpAnswer.json(200, body);
        }
        List<Refusal> refusals = new ArrayList<>();
        if (checked instanceof CheckedItem.Refused refused) {
            refusals.addAll(refused.refusals());
        }
        if (refusal != null) {
            refusals.add(refusal);
        }
        return Refusal.answer(refusals);
    }

    HttpAnswer redeem(ApiCall call, InvitationStore invitations) {
        if (!call.json().isObject()) {
            return HttpAnswer.detail(400, "JSON parse error - an object was expected.");
        }
        JsonNode sent = some(call, "source", "metadata", "email", "username");
        CheckedItem checked = checks.check(call.endpoint(), sent, null);
        if (checked instanceof CheckedItem.Item item) {
            String json = invitations.redeem(call.endpoint(), item);
            return json == null ? HttpAnswer.detail(404, "No blank invitation is left.") : HttpAnswer.json(200, json);
        }
        return Refusal.answer(((CheckedItem.Refused) checked).refusals());
    }

    /** {@return what the body says of where, and of these fields} All others are none of this call's. */
    private static JsonNode some(ApiCall call, String... fields) {
        List<String> wanted = new ArrayList<>(List.of(fields));
        wanted.add(call.endpoint().keyField());
        wanted.add("platform_key");
        return call.json().<ObjectNode>deepCopy().retain(wanted);
    }

    private @Nullable Refusal refusal(JsonNode count) {
        if (count.isMissingNode() || count.isNull()) {
            return Refusal.required("count");
        }
        if (!count.isIntegralNumber()) {
            return Refusal.of("count", "A valid integer is required.", "invalid");
        }
        if (count.bigIntegerValue().signum() < 1) {
            return Refusal.of("count", "Ensure this value is greater than or equal to 1.", "min_value");
        }
        return !count.canConvertToInt() || count.intValue() > maximum
                ? Refusal.of("count", "Ensure this value is less than or equal to " + maximum + ".", "max_value")
                : null;
    }
}
