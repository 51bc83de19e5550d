package invitations.api.iblai;

import static invitations.invitation.FieldType.EMAIL;
import static invitations.invitation.FieldType.PLATFORM_KEY;
import static invitations.invitation.FieldType.TEXT;

import invitations.invitation.Operation;
import invitations.invitation.TargetField;
import java.util.List;

/** Invitations to a platform: {@code /api/catalog/invitations/platform/}. */
public final class PlatformTarget extends IblaiTarget {
    private static final List<TargetField> OWN = List.of(
            TargetField.of("company_name", TEXT),
            TargetField.of("first_name", TEXT),
            TargetField.of("last_name", TEXT),
            TargetField.of("user_group", TEXT),
            TargetField.of("user_group_owner_email", EMAIL));

    public PlatformTarget() {
        super("platform", "platform_key", PLATFORM_KEY, OWN);
    }

    @Override
    public boolean isFallback() {
        return true;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.SINGLE, Operation.BULK, Operation.BLANK, Operation.REDEEM);
    }
}
