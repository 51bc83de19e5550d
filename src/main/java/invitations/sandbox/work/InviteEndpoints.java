package invitations.sandbox.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.sandbox.config.Catalog;
import invitations.sandbox.config.SandboxSettings;
import invitations.sandbox.config.Variants;
import invitations.sandbox.http.ApiCall;
import invitations.sandbox.http.Endpoint;
import invitations.sandbox.http.HttpAnswer;
import invitations.sandbox.http.Refusal;
import invitations.sandbox.store.CheckedItem;
import invitations.sandbox.store.InvitationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The work of the single and bulk endpoints. Safe for any number of threads. */
final class InviteEndpoints {
    private final Catalog known;
    private final Variants variants;
    private final int bulkMaximum;
    private final ItemValidator checks;

    InviteEndpoints(SandboxSettings settings, ItemValidator checks) {
        known = settings.known();
        variants = settings.variants();
        bulkMaximum = settings.maxima().bulk();
        this.checks = checks;
    }

    HttpAnswer single(ApiCall call, InvitationStore invitations) {
        if (!call.json().isObject()) {
            return HttpAnswer.detail(400, "JSON parse error - an object was expected.");
        }
        CheckedItem checked = checks.check(call.endpoint(), call.json(), null);
        if (checked instanceof CheckedItem.Item item) {
            InvitationStore.Result result = invitations.invite(call.endpoint(), item);
            return result.refusal() == null
                    ? HttpAnswer.json(200, result.json())
                    : result.refusal().answer();
        }
        return Refusal.answer(((CheckedItem.Refused) checked).refusals());
    }

    HttpAnswer bulk(ApiCall call, InvitationStore invitations) {
        JsonNode items = call.json().path("invitation_data");
        String platform = call.json().path("platform_key").textValue();
        if (platform == null) {
            return Refusal.required("platform_key").answer();
        }
        HttpAnswer refusal = refusal(platform, items, call.endpoint());
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
        return HttpAnswer.json(200, body);
    }

    /** {@return why the call as a whole is refused, before anything is done; null when it is not} */
    private @Nullable HttpAnswer refusal(String platform, JsonNode items, Endpoint endpoint) {
        if (!known.hasPlatform(platform)) {
            return HttpAnswer.detail(404, "No platform matches the given key.");
        }
        if (!items.isArray()) {
            return Refusal.required("invitation_data").answer();
        }
        if (items.isEmpty()) {
            return Refusal.of("invitation_data", "This list may not be empty.", "empty")
                    .answer();
        }
        if (items.size() > bulkMaximum) {
            return HttpAnswer.detail(413, "At most " + bulkMaximum + " invitations a call.");
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

    private @Nullable Refusal inviteOne(
            Endpoint endpoint, JsonNode item, String platform, InvitationStore invitations) {
        CheckedItem checked = checks.check(endpoint, item, platform);
        if (checked instanceof CheckedItem.Item good) {
            return invitations.invite(endpoint, good).refusal();
        }
        return ((CheckedItem.Refused) checked).refusals().get(0);
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
