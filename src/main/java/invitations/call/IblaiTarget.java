package invitations.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.OpenRow;
import invitations.invitation.Outcome;
import invitations.invitation.RowStatus;
import invitations.invitation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the targets of the ibl.ai API have in common: their bodies and their answers. */
public abstract sealed class IblaiTarget implements Target permits PlatformTarget, ProgramTarget {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public final Set<String> subjectColumns() {
        return Set.of("email", "username");
    }

    /** The body of the call: the item itself, or {@code invitation_data} with the platform that all items belong to. */
    public final JsonNode body(Call call) {
        if (!call.isBulk()) {
            return item(call, call.rows().get(0));
        }
        ObjectNode body = MAPPER.createObjectNode();
        body.put("platform_key", call.platformKey());
        ArrayNode items = body.putArray("invitation_data");
        call.rows().forEach(row -> items.add(item(call, row)));
        return body;
    }

    /** What the answer means for the rows of the call, by the API's contract. */
    public final CallResult read(Call call, Answer answer) {
        if (!answer.isSuccess()) {
            return Refusals.of(call, answer);
        }
        return answer.json()
                .map(json -> call.isBulk() ? readBulk(call, answer, json) : readSingle(answer, json))
                .orElseGet(() -> CallResult.uncertain(answer, "a success that is not JSON: " + answer.words()));
    }

    private static CallResult readSingle(Answer answer, JsonNode json) {
        JsonNode id = json.path("id");
        if (!(id.isIntegralNumber() || id.isTextual()) || id.asText().isBlank()) {
            return CallResult.uncertain(answer, "a success without the invitation's id: " + answer.words());
        }
        return CallResult.of(new Outcome(RowStatus.INVITED, null, null, answer.status(), id.asText()));
    }

    /** Only a full success says something about each row: {@code error_codes} names none. */
    private static CallResult readBulk(Call call, Answer answer, JsonNode json) {
        JsonNode successes = json.path("successes");
        JsonNode errors = json.path("error_codes");
        if (!successes.isIntegralNumber() || !successes.canConvertToLong() || !errors.isArray()) {
            return CallResult.uncertain(answer, "a success without successes and error_codes: " + answer.words());
        }
        List<String> codes = new ArrayList<>();
        errors.forEach(error -> codes.add(Answer.line(error.isTextual() ? error.asText() : error.toString())));
        CallResult.Words words = new CallResult.Words(successes.asLong(), codes);
        if (words.successes() == call.rows().size() && codes.isEmpty()) {
            return CallResult.of(new Outcome(RowStatus.INVITED, null, null, answer.status(), null))
                    .with(words);
        }
        String message = "the API reported " + words.successes() + " successes for a batch of "
                + call.rows().size() + ", and does not say for which rows"
                + (codes.isEmpty() ? "" : "; its errors are " + codes);
        return CallResult.uncertain(answer, Answer.line(message)).with(words);
    }

    private static ObjectNode item(Call call, OpenRow row) {
        try {
            ObjectNode item = (ObjectNode) MAPPER.readTree(row.item());
            Marker.write(item, call, row);
            return item;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds an item that is not JSON", e);
        }
    }
}
