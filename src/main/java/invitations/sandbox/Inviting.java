package invitations.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The work of the single and bulk endpoints. Safe for any number of threads. */
final class Inviting {
    private final Known known;
    private final Variants variants;
    private final int bulkMaximum;
    private final Checks checks;

    Inviting(SandboxSettings settings, Checks checks) {
        known = settings.known();
        variants = settings.variants();
        bulkMaximum = settings.maxima().bulk();
        this.checks = checks;
    }

    Answer single(Call call, Invitations invitations) {
        if (!call.json().isObject()) {
            return Answer.detail(400, "JSON parse error - an object was expected.");
        }
        Checked checked = checks.check(call.endpoint(), call.json(), null);
        if (checked instanceof Checked.Item item) {
            Invitations.Result result = invitations.invite(call.endpoint(), item);
            return result.refusal() == null
                    ? Answer.json(200, result.json())
                    : result.refusal().answer();
        }
        return Refusal.answer(((Checked.Refused) checked).refusals());
    }

    Answer bulk(Call call, Invitations invitations) {
        JsonNode items = call.json().path("invitation_data");
        String platform = call.json().path("platform_key").textValue();
        if (platform == null) {
            return Refusal.required("platform_key").answer();
        }
        Answer refusal = refusal(platform, items, call.endpoint());
        if (refusal != null) {
            return refusal;
        }
        List<Refusal> refusals = new ArrayList<>();
        for (JsonNode item : items) {
            Refusal each = inviteOne(call.endpoint(), item, platform, invitations);
            if (each != null) {
                refusals.add(each);
            }
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("successes", items.size() - refusals.size());
        ArrayNode codes = body.putArray("error_codes");
        words(refusals).forEach(codes::add);
        return Answer.json(200, body);
    }

    /** Why the call as a whole is refused, before anything is done; null when it is not. */
    private @Nullable Answer refusal(String platform, JsonNode items, Endpoint endpoint) {
        if (!known.hasPlatform(platform)) {
            return Answer.detail(404, "No platform matches the given key.");
        }
        if (!items.isArray()) {
            return Refusal.required("invitation_data").answer();
        }
        if (items.isEmpty()) {
            return Refusal.of("invitation_data", "This list may not be empty.", "empty")
                    .answer();
        }
        if (items.size() > bulkMaximum) {
            return Answer.detail(413, "At most " + bulkMaximum + " invitations a call.");
        }
        for (JsonNode item : items) {
            String own = item.path("platform_key").textValue();
            if (own == null) {
                own = known.platformOf(
                        endpoint.target(), item.path(endpoint.keyField()).asText());
            }
            if (own != null && !own.equals(platform)) {
                return Refusal.of("error", "All invitations of a call must be of one platform.", "mixed")
                        .answer();
            }
        }
        return null;
    }

    private @Nullable Refusal inviteOne(Endpoint endpoint, JsonNode item, String platform, Invitations invitations) {
        Checked checked = checks.check(endpoint, item, platform);
        if (checked instanceof Checked.Item good) {
            return invitations.invite(endpoint, good).refusal();
        }
        return ((Checked.Refused) checked).refusals().get(0);
    }

    /** Sorted, so that nothing can be concluded from the place of a word. */
    private List<String> words(List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return List.of();
        }
        Stream<String> texts = refusals.stream().map(Refusal::text).sorted();
        return switch (variants.errorCodes()) {
            case EACH -> texts.toList();
            case DISTINCT -> texts.distinct().toList();
            case ONE_FOR_ALL -> List.of("Some invitations could not be sent.");
            case CODES -> refusals.stream().map(Refusal::code).sorted().toList();
        };
    }
}
