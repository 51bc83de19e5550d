package invitations.api.gitbook;

import static invitations.invitation.FieldType.BOOLEAN;
import static invitations.invitation.FieldType.EMAIL;
import static invitations.invitation.FieldType.ROLE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.api.ApiResponse;
import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.InvitationList;
import invitations.api.ItemJson;
import invitations.invitation.InvitationKey;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.invitation.TargetField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Invites to a GitBook organization: {@code POST /orgs/{organizationId}/invites}. Immutable; any number of threads. */
public final class GitbookTarget extends GitbookApiTarget {
    /** What the API calls nobody: somebody without a role. */
    static final String GUEST = "guest";

    private static final List<TargetField> FIELDS = List.of(
            ORGANIZATION, TargetField.of("email", EMAIL), TargetField.of("role", ROLE), TargetField.of("sso", BOOLEAN));

    private final int largestBatch;

    /** @param largestBatch how many people one call invites at the most */
    public GitbookTarget(int largestBatch) {
        this.largestBatch = largestBatch;
    }

    @Override
    public String name() {
        return "gitbook";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.BULK, Operation.SINGLE);
    }

    @Override
    public List<TargetField> fields(Operation operation) {
        return FIELDS;
    }

    @Override
    public Set<String> subjectColumns(Operation operation) {
        return Set.of("email");
    }

    @Override
    public Optional<InvitationList> people() {
        return Optional.of(GitbookList.MEMBERS);
    }

    @Override
    public int largestBatch() {
        return largestBatch;
    }

    /** Single sign-on is said once for the whole call. */
    @Override
    public String together(OpenRow row) {
        return ItemJson.of(row).path("sso").asText();
    }

    @Override
    public JsonNode body(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode emails = body.putArray("emails");
        for (OpenRow row : call.rows()) {
            ObjectNode item = ItemJson.of(row);
            String role = item.path("role").asText(GUEST);
            if (role.equals(GUEST)) {
                emails.add(item.path("email"));
            } else {
                emails.addObject().put("email", item.path("email").asText()).put("role", role);
            }
        }
        body.putNull("role");
        JsonNode sso = ItemJson.of(call.rows().get(0)).path("sso");
        if (sso.isBoolean()) {
            body.set("sso", sso);
        }
        return body;
    }

    @Override
    public CallResult success(Call call, ApiResponse response, JsonNode json) {
        JsonNode invited = json.path("invited");
        JsonNode failed = json.path("failedSSOEmails");
        if (!invited.isIntegralNumber() || !(failed.isArray() || failed.isMissingNode() || failed.isNull())) {
            return CallResult.uncertain(response, "a success without invited and failedSSOEmails: " + response.words());
        }
        if (invited.asLong() != call.rows().size()) {
            return CallResult.uncertain(
                    response,
                    "the API invited " + invited.asLong() + " of " + call.rows().size() + ", and does not say whom");
        }
        return CallResult.invited(response, null).except(withoutSso(call, response, failed));
    }

    private static Map<Long, Outcome> withoutSso(Call call, ApiResponse response, JsonNode failed) {
        Set<String> addresses = new HashSet<>();
        failed.forEach(email -> addresses.add(InvitationKey.canonicalEmail(email.asText())));
        Map<Long, Outcome> named = new HashMap<>();
        for (OpenRow row : call.rows()) {
            String email = ItemJson.of(row).path("email").asText();
            if (addresses.contains(InvitationKey.canonicalEmail(email))) {
                named.put(
                        row.id(),
                        new Outcome(
                                RowStatus.INVITED,
                                ReasonCode.SSO_FAILED,
                                "invited, but not by single sign-on: set it up for their domain, or invite without sso",
                                response.status(),
                                null));
            }
        }
        return named;
    }
}
