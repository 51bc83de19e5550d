package invitations.api.iblai;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.ApiResponse;
import invitations.api.Call;
import invitations.api.CallResult;
import java.util.ArrayList;
import java.util.List;

/** What the successes of the ibl.ai API mean, held against its contract. */
final class IblaiResponse {
    private IblaiResponse() {}

    static CallResult of(Call call, ApiResponse response, JsonNode json) {
        return switch (call.operation()) {
            case SINGLE, REDEEM -> invitation(response, json);
            case BULK -> {
                int rows = call.rows().size();
                yield counted(response, json, rows, "a batch of " + rows + ", and does not say for which rows");
            }
            case BLANK -> {
                long asked = IblaiRequestBody.blankCount(call);
                yield counted(response, json, asked, "an order of " + asked + " blank invitations");
            }
        };
    }

    private static CallResult invitation(ApiResponse response, JsonNode json) {
        JsonNode id = json.path("id");
        if (!(id.isIntegralNumber() || id.isTextual()) || id.asText().isBlank()) {
            return CallResult.uncertain(response, "a success without the invitation's id: " + response.words());
        }
        return CallResult.invited(response, id.asText());
    }

    /** Only a full success says something about each row: {@code error_codes} names none. */
    private static CallResult counted(ApiResponse response, JsonNode json, long asked, String what) {
        JsonNode successes = json.path("successes");
        JsonNode errors = json.path("error_codes");
        if (!successes.isIntegralNumber() || !successes.canConvertToLong() || !errors.isArray()) {
            return CallResult.uncertain(response, "a success without successes and error_codes: " + response.words());
        }
        List<String> codes = new ArrayList<>();
        errors.forEach(error -> codes.add(ApiResponse.line(error.isTextual() ? error.asText() : error.toString())));
        CallResult.Words words = new CallResult.Words(successes.asLong(), codes);
        if (words.successes() == asked && codes.isEmpty()) {
            return CallResult.invited(response, null).with(words);
        }
        String message = "the API reported " + words.successes() + " successes for " + what
                + (codes.isEmpty() ? "" : "; its errors are " + codes);
        return CallResult.uncertain(response, ApiResponse.line(message)).with(words);
    }
}
