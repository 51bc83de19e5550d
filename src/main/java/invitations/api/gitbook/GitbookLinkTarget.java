package invitations.api.gitbook;

import static invitations.invitation.FieldType.ID;
import static invitations.invitation.FieldType.ROLE;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.ApiResponse;
import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.InvitationList;
import invitations.api.ItemJson;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.RowStatus;
import invitations.invitation.TargetField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Links by which a person who has one joins a GitBook organization, a space or a collection: {@code POST
 * /orgs/{organizationId}/link-invites}. Immutable, and safe for any number of threads.
 */
public final class GitbookLinkTarget extends GitbookApiTarget {
    private static final String ROLE_FIELD = "role";
    private static final String LEVEL = "level";
    private static final String SPACE = "space";
    private static final String COLLECTION = "collection";
    private static final List<TargetField> FIELDS = List.of(
            ORGANIZATION,
            TargetField.of(ROLE_FIELD, ROLE),
            TargetField.of(LEVEL, ROLE),
            TargetField.of(SPACE, ID),
            TargetField.of(COLLECTION, ID));

    @Override
    public String name() {
        return "gitbook-link";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.SINGLE);
    }

    @Override
    public List<TargetField> fields(Operation operation) {
        return FIELDS;
    }

    /** A link is for nobody in particular. */
    @Override
    public Set<String> subjectColumns(Operation operation) {
        return Set.of();
    }

    /** Either a role in the organization, or a level in one space or one collection. */
    @Override
    public List<RowError> problems(Operation operation, Map<String, Object> item) {
        List<RowError> errors = new ArrayList<>();
        boolean ofOrganization = item.containsKey(ROLE_FIELD);
        List<String> places =
                List.of(SPACE, COLLECTION).stream().filter(item::containsKey).toList();
        if (ofOrganization && (item.containsKey(LEVEL) || !places.isEmpty())) {
            errors.add(new RowError(
                    ReasonCode.CONFLICTING_VALUES,
                    ROLE_FIELD,
                    String.valueOf(item.get(ROLE_FIELD)),
                    "either role, or level with space or collection"));
        } else if (places.size() > 1) {
            errors.add(new RowError(
                    ReasonCode.CONFLICTING_VALUES,
                    COLLECTION,
                    String.valueOf(item.get(COLLECTION)),
                    "either space or collection"));
        } else if (!ofOrganization && (!item.containsKey(LEVEL) || places.isEmpty())) {
            errors.add(new RowError(
                    ReasonCode.MISSING_VALUE,
                    item.containsKey(LEVEL) ? SPACE : ROLE_FIELD,
                    null,
                    "role, or level with space or collection"));
        }
        for (String field : List.of(ROLE_FIELD, LEVEL)) {
            if (GitbookTarget.GUEST.equals(item.get(field))) {
                errors.add(new RowError(
                        ReasonCode.INVALID_ROLE, field, GitbookTarget.GUEST, "a role: a link for guests there is not"));
            }
        }
        return errors;
    }

    /** Its list shows links, and not which row of which file asked for one. */
    @Override
    public Optional<InvitationList> people() {
        return Optional.empty();
    }

    @Override
    public JsonNode body(Call call) {
        return ItemJson.of(call.rows().get(0));
    }

    @Override
    public CallResult success(Call call, ApiResponse response, JsonNode json) {
        String id = json.path("id").asText("");
        if (id.isBlank()) {
            return CallResult.uncertain(response, "a success without the link's id: " + response.words());
        }
        return CallResult.of(new Outcome(RowStatus.INVITED, null, address(json), response.status(), id));
    }

    /** The link itself, which somebody will want to pass on. */
    private static @Nullable String address(JsonNode json) {
        String url = json.path("urls").path("app").asText(json.path("url").asText(""));
        return url.startsWith("https://") ? ApiResponse.line(url) : null;
    }
}
