package invitations.call;

import static invitations.invitation.FieldType.BOOLEAN;
import static invitations.invitation.FieldType.DATE_TIME;
import static invitations.invitation.FieldType.EMAIL;
import static invitations.invitation.FieldType.PLATFORM_KEY;
import static invitations.invitation.FieldType.PROGRAM_KEY;
import static invitations.invitation.FieldType.TEXT;
import static invitations.invitation.FieldType.URL;
import static invitations.invitation.FieldType.USERNAME;

import invitations.invitation.Field;
import invitations.invitation.Operation;
import java.util.List;

/** Invitations to a program: {@code /api/catalog/invitations/program/}. */
public final class ProgramTarget extends IblaiTarget {
    private static final List<Field> FIELDS = List.of(
            Field.of("program_key", PROGRAM_KEY),
            Field.of("platform_key", PLATFORM_KEY),
            Field.of("email", EMAIL),
            Field.of("username", USERNAME),
            Field.of("active", BOOLEAN),
            Field.of("source", TEXT),
            Field.of("redirect_to", URL),
            Field.of("expired", DATE_TIME),
            new Field("program_access_start_date", DATE_TIME, List.of("enrollment_config", "started")),
            new Field("program_access_expiration_date", DATE_TIME, List.of("enrollment_config", "expired")));

    @Override
    public String name() {
        return "program";
    }

    @Override
    public String keyColumn() {
        return "program_key";
    }

    @Override
    public boolean isRecognisedByItsKeyColumn() {
        return true;
    }

    @Override
    public boolean isFallback() {
        return false;
    }

    @Override
    public List<Field> fields() {
        return FIELDS;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.BULK, Operation.SINGLE);
    }
}
