package invitations.testing;

import static invitations.invitation.FieldType.BOOLEAN;
import static invitations.invitation.FieldType.COURSE_KEY;
import static invitations.invitation.FieldType.DATE_TIME;
import static invitations.invitation.FieldType.EMAIL;
import static invitations.invitation.FieldType.PLATFORM_KEY;
import static invitations.invitation.FieldType.PROGRAM_KEY;
import static invitations.invitation.FieldType.TEXT;
import static invitations.invitation.FieldType.URL;
import static invitations.invitation.FieldType.USERNAME;

import invitations.invitation.Operation;
import invitations.invitation.Target;
import invitations.invitation.TargetField;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Targets with the fields that the vendor's API documents. */
public record TestTarget(
        String name,
        String keyColumn,
        boolean isRecognisedByItsKeyColumn,
        boolean isFallback,
        List<TargetField> allFields,
        List<Operation> operations)
        implements Target {

    public static final Target PLATFORM = new TestTarget(
            "platform",
            "platform_key",
            false,
            true,
            List.of(
                    TargetField.of("email", EMAIL),
                    TargetField.of("username", USERNAME),
                    TargetField.of("platform_key", PLATFORM_KEY),
                    TargetField.of("active", BOOLEAN),
                    TargetField.of("source", TEXT),
                    TargetField.of("redirect_to", URL),
                    TargetField.of("expired", DATE_TIME),
                    TargetField.of("company_name", TEXT),
                    TargetField.of("first_name", TEXT),
                    TargetField.of("last_name", TEXT),
                    TargetField.of("user_group", TEXT),
                    TargetField.of("user_group_owner_email", EMAIL)),
            List.of(Operation.SINGLE, Operation.BULK));

    public static final Target PROGRAM = new TestTarget(
            "program",
            "program_key",
            true,
            false,
            withDates(TargetField.of("program_key", PROGRAM_KEY), "program_access"),
            List.of(Operation.BULK, Operation.SINGLE));

    public static final Target COURSE = new TestTarget(
            "course",
            "course_id",
            true,
            false,
            withDates(TargetField.of("course_id", COURSE_KEY), "course_access"),
            List.of(Operation.BULK));

    public static final List<Target> BOTH = List.of(PLATFORM, PROGRAM);

    @Override
    public List<TargetField> fields(Operation operation) {
        return allFields;
    }

    @Override
    public Set<String> subjectColumns(Operation operation) {
        return Set.of("email", "username");
    }

    private static List<TargetField> withDates(TargetField key, String access) {
        return Stream.of(
                        key,
                        TargetField.of("platform_key", PLATFORM_KEY),
                        TargetField.of("email", EMAIL),
                        TargetField.of("username", USERNAME),
                        TargetField.of("active", BOOLEAN),
                        TargetField.of("source", TEXT),
                        TargetField.of("redirect_to", URL),
                        TargetField.of("expired", DATE_TIME),
                        TargetField.within("enrollment_config", "started", access + "_start_date", DATE_TIME),
                        TargetField.within("enrollment_config", "expired", access + "_expiration_date", DATE_TIME))
                .toList();
    }
}
