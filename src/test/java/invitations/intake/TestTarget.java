package invitations.intake;

import static invitations.invitation.FieldType.BOOLEAN;
import static invitations.invitation.FieldType.COURSE_KEY;
import static invitations.invitation.FieldType.DATE_TIME;
import static invitations.invitation.FieldType.EMAIL;
import static invitations.invitation.FieldType.PLATFORM_KEY;
import static invitations.invitation.FieldType.PROGRAM_KEY;
import static invitations.invitation.FieldType.TEXT;
import static invitations.invitation.FieldType.URL;
import static invitations.invitation.FieldType.USERNAME;

import invitations.invitation.Field;
import invitations.invitation.Operation;
import invitations.invitation.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Targets with the fields that the vendor's API documents. */
record TestTarget(
        String name,
        String keyColumn,
        boolean isRecognisedByItsKeyColumn,
        boolean isFallback,
        List<Field> allFields,
        List<Operation> operations)
        implements Target {

    static final Target PLATFORM = new TestTarget(
            "platform",
            "platform_key",
            false,
            true,
            List.of(
                    Field.of("email", EMAIL),
                    Field.of("username", USERNAME),
                    Field.of("platform_key", PLATFORM_KEY),
                    Field.of("active", BOOLEAN),
                    Field.of("source", TEXT),
                    Field.of("redirect_to", URL),
                    Field.of("expired", DATE_TIME),
                    Field.of("company_name", TEXT),
                    Field.of("first_name", TEXT),
                    Field.of("last_name", TEXT),
                    Field.of("user_group", TEXT),
                    Field.of("user_group_owner_email", EMAIL)),
            List.of(Operation.SINGLE, Operation.BULK));

    static final Target PROGRAM = new TestTarget(
            "program",
            "program_key",
            true,
            false,
            withDates(Field.of("program_key", PROGRAM_KEY), "program_access"),
            List.of(Operation.BULK, Operation.SINGLE));

    static final Target COURSE = new TestTarget(
            "course",
            "course_id",
            true,
            false,
            withDates(Field.of("course_id", COURSE_KEY), "course_access"),
            List.of(Operation.BULK));

    static final List<Target> BOTH = List.of(PLATFORM, PROGRAM);

    @Override
    public List<Field> fields(Operation operation) {
        return allFields;
    }

    @Override
    public Set<String> subjectColumns(Operation operation) {
        return Set.of("email", "username");
    }

    private static List<Field> withDates(Field key, String access) {
        return Stream.of(
                        key,
                        Field.of("platform_key", PLATFORM_KEY),
                        Field.of("email", EMAIL),
                        Field.of("username", USERNAME),
                        Field.of("active", BOOLEAN),
                        Field.of("source", TEXT),
                        Field.of("redirect_to", URL),
                        Field.of("expired", DATE_TIME),
                        Field.within("enrollment_config", "started", access + "_start_date", DATE_TIME),
                        Field.within("enrollment_config", "expired", access + "_expiration_date", DATE_TIME))
                .toList();
    }
}
