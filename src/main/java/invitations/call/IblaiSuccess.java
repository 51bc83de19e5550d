package invitations.call;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.Outcome;
import invitations.invitation.RowStatus;
import java.util.ArrayList;
import java.util.List;

/** What the successes of the ibl.ai API mean, held against its contract. */
final class IblaiSuccess {
    private IblaiSuccess() {}

    static CallResult of(Call call, Answer answer) {
        return answer.json()
                .map(json -> switch (call.operation()) {
                    case SINGLE, REDEEM -> invitation(answer, json);
                    case BULK ->
                        counted(
                                answer,
                                json,
                                call.rows().size(),
                                "a batch of " + call.rows().size() + ", and does not say for which rows");
                    case BLANK ->
                        counted(
                                answer,
                                json,
                                IblaiBodies.blankCount(call),
                                "an order of " + IblaiBodies.blankCount(call) + " blank invitations");
                })
                .orElseGet(() -> CallResult.uncertain(answer, "a success that is not JSON: " + answer.words()));
    }

    private static CallResult invitation(Answer answer, JsonNode json) {
        JsonNode id = json.path("id");
        if (!(id.isIntegralNumber() || id.isTextual()) || id.asText().isBlank()) {
            return CallResult.uncertain(answer, "a success without the invitation's id: " + answer.words());
        }
        return CallResult.of(new Outcome(RowStatus.INVITED, null, null, answer.status(), id.asText()));
    }

    /** Only a full success says something about each row: {@code error_codes} names none. */
    private static CallResult counted(Answer answer, JsonNode json, long asked, String what) {
        JsonNode successes = json.path("successes");
        JsonNode errors = json.path("error_codes");
        if (!successes.isIntegralNumber() || !successes.canConvertToLong() || !errors.isArray()) {
            return CallResult.uncertain(answer, "a success without successes and error_codes: " + answer.words());
        }
        List<String> codes = new ArrayList<>();
        errors.forEach(error -> codes.add(Answer.line(error.isTextual() ? error.asText() : error.toString())));
        CallResult.Words words = new CallResult.Words(successes.asLong(), codes);
        if (words.successes() == asked && codes.isEmpty()) {
            return CallResult.of(new Outcome(RowStatus.INVITED, null, null, answer.status(), null))
                    .with(words);
        }
        String message = "the API reported " + words.successes() + " successes for " + what
                + (codes.isEmpty() ? "" : "; its errors are " + codes);
        return CallResult.uncertain(answer, Answer.line(message)).with(words);
    }
}
