package invitations.newsletter;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.call.Answer;
import invitations.call.ApiTarget;
import invitations.call.Call;
import invitations.call.CallResult;
import invitations.call.Items;
import invitations.call.PeopleList;
import invitations.invitation.Field;
import invitations.invitation.FieldType;
import invitations.invitation.Operation;
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
    public List<Field> fields(Operation operation) {
        return List.of(
                Field.of("newsletter_id", FieldType.ID),
                Field.of("email", FieldType.EMAIL),
                Field.of("language", FieldType.NAME));
    }

    @Override
    public Set<String> subjectColumns(Operation operation) {
        return Set.of("email");
    }

    @Override
    public boolean keepsMetadata() {
        return false;
    }

    /** There is none: what nobody knows the end of, a person decides. */
    @Override
    public Optional<PeopleList> people() {
        return Optional.empty();
    }

    @Override
    public String permission(Operation operation) {
        return "an editor of the newsletter";
    }

    @Override
    public JsonNode body(Call call) {
        return Items.of(call.rows().get(0));
    }

    @Override
    public CallResult success(Call call, Answer answer, JsonNode json) {
        String id = json.path("subscription").asText();
        return id.isEmpty()
                ? CallResult.uncertain(answer, "a success without a subscription: " + answer.words())
                : CallResult.invited(answer, id);
    }
}
