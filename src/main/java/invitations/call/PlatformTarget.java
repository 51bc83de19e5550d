package invitations.call;

import static invitations.invitation.FieldType.BOOLEAN;
import static invitations.invitation.FieldType.DATE_TIME;
import static invitations.invitation.FieldType.EMAIL;
import static invitations.invitation.FieldType.PLATFORM_KEY;
import static invitations.invitation.FieldType.TEXT;
import static invitations.invitation.FieldType.URL;
import static invitations.invitation.FieldType.USERNAME;

import invitations.invitation.Field;
import invitations.invitation.Operation;
import java.util.List;

/** Invitations to a platform: {@code /api/catalog/invitations/platform/}. */
public final class PlatformTarget extends IblaiTarget {
    private static final List<Field> FIELDS = List.of(
            Field.of("platform_key", PLATFORM_KEY),
            Field.of("email", EMAIL),
            Field.of("username", USERNAME),
            Field.of("active", BOOLEAN),
            Field.of("source", TEXT),
            Field.of("redirect_to", URL),
            Field.of("expired", DATE_TIME),
            Field.of("company_name", TEXT),
            Field.of("first_name", TEXT),
            Field.of("last_name", TEXT),
            Field.of("user_group", TEXT),
            Field.of("user_group_owner_email", EMAIL));

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public String keyColumn() {
        return "platform_key";
    }

    /** Rows for programs have the column too. */
    @Override
    public boolean isRecognisedByItsKeyColumn() {
        return false;
    }

    @Override
    public boolean isFallback() {
        return true;
    }

    @Override
    public List<Field> fields() {
        return FIELDS;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.SINGLE, Operation.BULK);
    }
}
