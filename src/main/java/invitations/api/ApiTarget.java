package invitations.api;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.RowStatus;
import invitations.invitation.Target;
import java.util.Optional;

/** A target, with what it knows of the API behind it: the bodies of calls, what answers mean, and how to ask it. */
public interface ApiTarget extends Target {

    /** The name of the API, such as {@code iblai}: each has a key of its own. */
    String api();

    /** The body of the call. */
    JsonNode body(Call call);

    /** {@return what an answer of success, which is one JSON object, means for the rows of the call, by the API's contract} */
    CallResult success(Call call, ApiResponse response, JsonNode json);

    /** {@return what the answer means for the rows of the call; that of one without success is the same for every target} */
    default CallResult read(Call call, ApiResponse response) {
        if (!response.isSuccess()) {
            return StatusClassifier.of(this, call, response);
        }
        return response.json()
                .map(json -> unlessDoubtful(success(call, response, json), response, json))
                .orElseGet(() -> CallResult.uncertain(response, "a success that is not JSON: " + response.words()));
    }

    /** A success that speaks of an error, or of a status that nobody has heard of, says nothing certain. */
    private static CallResult unlessDoubtful(CallResult result, ApiResponse response, JsonNode json) {
        return result.outcome().status() == RowStatus.INVITED && ContractBody.isDoubtful(json)
                ? CallResult.uncertain(
                        response, ApiResponse.line("a success whose body does not say so alone: " + response.text()))
                : result;
    }

    /** The list of the API that shows whom it has invited there; empty when there is none. */
    Optional<InvitationList> people();

    /** The list of the seats that were bought there; empty where nobody buys any. */
    default Optional<InvitationList> licences() {
        return Optional.empty();
    }

    /** {@return what the vendor's documents ask for of those whose key may do this, as a phrase} */
    String permission(Operation operation);

    /** {@return how many rows a bulk call carries at the most, whatever the settings say} */
    default int largestBatch() {
        return Integer.MAX_VALUE;
    }

    /** {@return what all rows of a batch must have in common, beside target and tenant} */
    default String together(OpenRow row) {
        return "";
    }
}
