package invitations.newsletter;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.ApiResponse;
import invitations.api.ApiTarget;
import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.InvitationList;
import invitations.api.ItemJson;
import invitations.invitation.FieldType;
import invitations.invitation.Operation;
import invitations.invitation.TargetField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Invites to a newsletter. */
public final class NewsletterTarget implements ApiTarget {

    @Override
    public String name() {
        return "newsletter";
    }

    @Override
    public String api() {
        return "newsletter";
    }

    @Override
    public String keyColumn() {
        return "newsletter_id";
    }

    @Override
    public boolean isRecognisedByItsKeyColumn() {
        return true;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.SINGLE);
    }

    @Override
    public List<TargetField> fields(Operation operation) {
        return List.of(
                TargetField.of("newsletter_id", FieldType.ID),
                TargetField.of("email", FieldType.EMAIL),
                TargetField.of("language", FieldType.NAME));
    }

    @Override
    public Set<String> subjectColumns(Operation operation) {
        return Set.of("email");
    }

    @Override
    public boolean keepsMetadata() {
        return false;
    }

    /** There is none: calls without a known outcome are left to a person. */
    @Override
    public Optional<InvitationList> people() {
        return Optional.empty();
    }

    @Override
    public String permission(Operation operation) {
        return "an editor of the newsletter";
    }

    @Override
    public JsonNode body(Call call) {
        return ItemJson.of(call.rows().get(0));
    }

    @Override
    public CallResult success(Call call, ApiResponse response, JsonNode json) {
        String id = json.path("subscription").asText();
        return id.isEmpty()
                ? CallResult.uncertain(response, "a success without a subscription: " + response.words())
                : CallResult.invited(response, id);
    }
}
