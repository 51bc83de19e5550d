package invitations.api.iblai;

import static invitations.invitation.FieldType.BOOLEAN;
import static invitations.invitation.FieldType.COUNT;
import static invitations.invitation.FieldType.DATE_TIME;
import static invitations.invitation.FieldType.EMAIL;
import static invitations.invitation.FieldType.END_TIME;
import static invitations.invitation.FieldType.MODE;
import static invitations.invitation.FieldType.NAME;
import static invitations.invitation.FieldType.PLATFORM_KEY;
import static invitations.invitation.FieldType.TEXT;
import static invitations.invitation.FieldType.URL;
import static invitations.invitation.FieldType.USERNAME;

import com.fasterxml.jackson.databind.JsonNode;
import invitations.api.ApiResponse;
import invitations.api.ApiTarget;
import invitations.api.Call;
import invitations.api.CallResult;
import invitations.api.InvitationList;
import invitations.invitation.BlankMode;
import invitations.invitation.FieldType;
import invitations.invitation.Invitation;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowError;
import invitations.invitation.TargetField;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the targets of the ibl.ai API have in common: the same five verbs below {@code invitations/<target>/}, with the
 * same bodies and answers. Immutable, and safe for any number of threads.
 */
public abstract class IblaiTarget implements ApiTarget {
    private static final String PLATFORM = "platform_key";

    private final String name;
    private final String keyColumn;
    private final Map<Operation, List<TargetField>> fields = new EnumMap<>(Operation.class);
    private final InvitationList people;

    /**
     * @param name the target's name, and its part of the path
     * @param keyColumn the field that says where in the target, such as {@code program_key}
     * @param own the fields of an invitation that other targets do not have
     */
    protected IblaiTarget(String name, String keyColumn, FieldType keyType, List<TargetField> own) {
        this.name = name;
        this.keyColumn = keyColumn;
        people = new IblaiList("invitations/" + name + "/", keyColumn);
        // In the items of a program its key stands in place of the platform's.
        List<TargetField> key = keyType == PLATFORM_KEY
                ? List.of(TargetField.of(keyColumn, keyType))
                : List.of(TargetField.of(keyColumn, keyType), TargetField.unsent(PLATFORM, PLATFORM_KEY));
        List<TargetField> invite = join(
                key,
                List.of(
                        TargetField.of("email", EMAIL),
                        TargetField.of("username", USERNAME),
                        TargetField.of("active", BOOLEAN),
                        TargetField.of("source", TEXT),
                        TargetField.of("redirect_to", URL),
                        TargetField.of("expired", END_TIME)),
                own);
        fields.put(Operation.SINGLE, invite);
        fields.put(Operation.BULK, invite);
        fields.put(
                Operation.BLANK,
                join(
                        key,
                        List.of(
                                TargetField.of("source", NAME),
                                TargetField.required("count", COUNT),
                                TargetField.required(BlankMode.FIELD, MODE)),
                        List.of()));
        fields.put(
                Operation.REDEEM,
                join(
                        key,
                        List.of(
                                TargetField.required("source", NAME),
                                TargetField.of("email", EMAIL),
                                TargetField.of("username", USERNAME)),
                        List.of()));
    }

    /** The columns by which the vendor's CSV says from when until when access is given. */
    static List<TargetField> enrollment(String target) {
        return List.of(
                TargetField.within("enrollment_config", "started", target + "_access_start_date", DATE_TIME),
                TargetField.within("enrollment_config", "expired", target + "_access_expiration_date", END_TIME));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String api() {
        return IblaiList.API;
    }

    @Override
    public final String keyColumn() {
        return keyColumn;
    }

    @Override
    public final List<TargetField> fields(Operation operation) {
        return fields.getOrDefault(operation, List.of());
    }

    @Override
    public final Set<String> subjectColumns(Operation operation) {
        return operation == Operation.BLANK ? Set.of() : Set.of("email", "username");
    }

    /** The vendor takes people for a program or course to be on its platform already. */
    @Override
    public final Optional<Invitation> before(Invitation invitation) {
        boolean invites = invitation.operation() == Operation.SINGLE || invitation.operation() == Operation.BULK;
        if (keyColumn.equals(PLATFORM) || !invites) {
            return Optional.empty();
        }
        Map<String, Object> item = new LinkedHashMap<>();
        item.put(PLATFORM, invitation.tenant());
        Stream.of("email", "username", "source")
                .filter(invitation.item()::containsKey)
                .forEach(field -> item.put(field, invitation.item().get(field)));
        return Optional.of(new Invitation(
                "platform",
                Operation.SINGLE,
                invitation.tenant(),
                invitation.tenant(),
                null,
                invitation.email(),
                invitation.username(),
                item,
                Invitation.Asking.FIRST));
    }

    /** A blank invitation goes to one person; a row that names two might mean two. */
    @Override
    public final List<RowError> problems(Operation operation, Map<String, Object> item) {
        return operation == Operation.REDEEM && item.containsKey("email") && item.containsKey("username")
                ? List.of(new RowError(
                        ReasonCode.CONFLICTING_VALUES,
                        "username",
                        String.valueOf(item.get("username")),
                        "either email or username"))
                : List.of();
    }

    @Override
    public final Optional<InvitationList> people() {
        return Optional.of(people);
    }

    @Override
    public final String permission(Operation operation) {
        return "an administrator of the platform, or the permission to manage its " + name + " invitations";
    }

    @Override
    public final JsonNode body(Call call) {
        return IblaiRequestBody.of(call);
    }

    @Override
    public final CallResult success(Call call, ApiResponse response, JsonNode json) {
        return IblaiResponse.of(call, response, json);
    }

    private static List<TargetField> join(List<TargetField> first, List<TargetField> second, List<TargetField> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }
}
